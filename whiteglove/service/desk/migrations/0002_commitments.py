import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('channels', '0002_claims_on_mailboxes'),
        ('customers', '0001_initial'),
        ('desk', '0001_initial'),
        ('people', '0001_initial'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=200)),
                ('who', models.CharField(choices=[('me', 'The writer'), ('house', 'The house'), ('colleague', 'A colleague'), ('supplier', 'A supplier')], default='me', max_length=10)),
                ('words', models.TextField(blank=True)),
                ('start', models.PositiveIntegerField(default=0)),
                ('condition', models.CharField(blank=True, max_length=300)),
                ('due_words', models.CharField(blank=True, max_length=120)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('state', models.CharField(choices=[('offered', 'Read in a reply'), ('open', 'To be kept'), ('kept', 'Kept'), ('broken', 'Broken'), ('dismissed', 'Not tracked')], default='offered', max_length=10)),
                ('offered_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('remind_at', models.DateTimeField(blank=True, null=True)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'due_at', 'id'], name='commitment_by_due'), models.Index(condition=models.Q(('reminded_at__isnull', True), ('state', 'open')), fields=['remind_at'], name='commitment_to_remind'), models.Index(condition=models.Q(('state', 'open')), fields=['due_at'], name='commitment_to_break')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['offered', 'open', 'kept', 'broken', 'dismissed'])), name='commitment_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state__in', ('kept', 'broken', 'dismissed'))), models.Q(('ended_at__isnull', True), ('state__in', ('offered', 'open'))), _connector='OR'), name='an_ended_commitment_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), _negated=True), ('confirmed_at__isnull', False), _connector='OR'), name='an_open_commitment_was_confirmed')],
            },
        ),
        migrations.AddField(
            model_name='ticket',
            name='promised',
            field=models.PositiveIntegerField(db_default=0, default=0, help_text='Promises not settled yet'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('promised__gt', 0), models.Q(('state', 'merged'), _negated=True)), fields=['lane', 'rank', 'id'], name='ticket_promised'),
        ),
        migrations.AddField(
            model_name='commitment',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='commitment',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='commitment',
            name='message',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commitments', to='desk.message'),
        ),
        migrations.AddField(
            model_name='commitment',
            name='person',
            field=models.ForeignKey(help_text='Who sees that it is kept', on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='commitment',
            name='seems_kept_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='desk.message'),
        ),
        migrations.AddField(
            model_name='commitment',
            name='ticket',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commitments', to='desk.ticket'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['person', 'state', 'due_at', 'id'], name='commitment_of_person'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.UniqueConstraint(fields=('message', 'start'), name='a_promise_is_read_once'),
        ),
    ]
