import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Blob',
            fields=[
                ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('size', models.PositiveBigIntegerField()),
                ('stored', models.BinaryField()),
                ('packed', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(default='email', max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('address', models.CharField(max_length=254)),
                ('settings', models.JSONField(blank=True, default=dict)),
                ('secret', models.BinaryField(blank=True, default=b'')),
                ('active', models.BooleanField(default=True)),
                ('is_default', models.BooleanField(default=False)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('kind'), django.db.models.functions.text.Lower('address'), name='one_account_per_address', violation_error_message='There is already a mailbox with this address.'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('kind',), name='one_default_account_per_kind')],
            },
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(default='email', max_length=20)),
                ('received_at', models.DateTimeField()),
                ('envelope', models.JSONField(blank=True, default=dict)),
                ('dedupe_key', models.CharField(max_length=80, unique=True)),
                ('state', models.CharField(choices=[('stored', 'Waiting'), ('filed', 'Filed'), ('set_aside', 'Set aside'), ('failed', 'Failed')], default='stored', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('tries', models.PositiveIntegerField(default=0)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('claimed_by', models.CharField(blank=True, max_length=40)),
                ('error', models.TextField(blank=True)),
                ('outcome', models.JSONField(blank=True, default=dict)),
                ('sender', models.CharField(blank=True, max_length=254)),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('repeats', models.PositiveIntegerField(default=0)),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='channels.account')),
                ('raw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.blob')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('state__in', ['stored', 'failed'])), fields=['due_at', 'id'], name='arrival_due'), models.Index(fields=['state', '-id'], name='arrival_state'), models.Index(fields=['sender', '-received_at'], name='arrival_sender')],
            },
        ),
        migrations.CreateModel(
            name='Cursor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folder', models.CharField(max_length=255)),
                ('uidvalidity', models.BigIntegerField()),
                ('uid', models.BigIntegerField(default=0)),
                ('since', models.DateField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cursors', to='channels.account')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'folder'), name='one_cursor_per_folder')],
            },
        ),
        migrations.CreateModel(
            name='Health',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=10)),
                ('ok', models.BooleanField(default=True)),
                ('says', models.TextField(blank=True)),
                ('since', models.DateTimeField()),
                ('checked_at', models.DateTimeField()),
                ('tries', models.PositiveIntegerField(default=0)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='healths', to='channels.account')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'part'), name='one_health_per_part')],
            },
        ),
        migrations.CreateModel(
            name='Outgoing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=60)),
                ('from_name', models.CharField(blank=True, max_length=120)),
                ('to', models.JSONField(default=list)),
                ('cc', models.JSONField(blank=True, default=list)),
                ('bcc', models.JSONField(blank=True, default=list)),
                ('subject', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('html', models.TextField(blank=True)),
                ('signature', models.TextField(blank=True)),
                ('headers', models.JSONField(blank=True, default=dict)),
                ('attachments', models.JSONField(blank=True, default=list)),
                ('message_id', models.CharField(max_length=255, unique=True)),
                ('in_reply_to', models.TextField(blank=True)),
                ('references', models.JSONField(blank=True, default=list)),
                ('reply_token', models.CharField(blank=True, max_length=80)),
                ('auto', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('handing_over', 'Handing over'), ('sent', 'Sent'), ('failed', 'Failed'), ('uncertain', 'Uncertain'), ('cancelled', 'Cancelled'), ('bounced', 'Bounced')], default='queued', max_length=12)),
                ('not_before', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveIntegerField(default=0)),
                ('due_at', models.DateTimeField()),
                ('claimed_by', models.CharField(blank=True, max_length=40)),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('error', models.TextField(blank=True)),
                ('results', models.JSONField(blank=True, default=dict)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.account')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('raw', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.blob')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('state__in', ['queued', 'handing_over'])), fields=['due_at', 'id'], name='outgoing_due'), models.Index(fields=['state', '-id'], name='outgoing_state'), models.Index(fields=['ref'], name='outgoing_ref')],
            },
        ),
        migrations.CreateModel(
            name='Captured',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mailbox', models.CharField(max_length=254)),
                ('mine', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('sender', models.CharField(max_length=320)),
                ('reply_to', models.CharField(blank=True, max_length=320)),
                ('recipients', models.JSONField(default=list)),
                ('subject', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('message_id', models.CharField(max_length=255)),
                ('references', models.JSONField(blank=True, default=list)),
                ('thread', models.CharField(max_length=255)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('raw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.blob')),
                ('outgoing', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='channels.outgoing')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['mailbox', 'thread', 'id'], name='captured_thread')],
                'constraints': [models.UniqueConstraint(fields=('mailbox', 'message_id', 'mine'), name='one_copy_per_mailbox')],
            },
        ),
    ]
