import django.db.models.deletion
import whiteglove.ground.lib.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Customer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=200)),
                ('language', models.CharField(blank=True, help_text='BCP 47, such as fr or pt-BR', max_length=12)),
                ('language_source', models.CharField(blank=True, choices=[('guessed', 'Guessed from messages'), ('confirmed', 'Confirmed')], max_length=10)),
                ('time_zone', models.CharField(blank=True, help_text='IANA name, such as Africa/Douala', max_length=64)),
                ('time_zone_source', models.CharField(blank=True, choices=[('guessed', 'Guessed from messages'), ('confirmed', 'Confirmed')], max_length=10)),
                ('since', models.DateTimeField(default=whiteglove.ground.lib.clock.now)),
                ('last_contact_at', models.DateTimeField(default=whiteglove.ground.lib.clock.now)),
                ('contacts', models.PositiveIntegerField(default=0, help_text='Messages received from this customer')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='customers.customer')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['-last_contact_at', '-id'], name='customer_by_last_contact')],
                'constraints': [models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='customer_is_not_merged_into_itself')],
            },
        ),
        migrations.CreateModel(
            name='CustomerNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('text', models.TextField()),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='customers.customer')),
                ('removed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('removed', models.JSONField(default=dict, help_text='What was removed, counted: {part: number}')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('customer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='erasure', to='customers.customer')),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('notes', models.TextField(blank=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'indexes': [models.Index(fields=['name', 'id'], name='organisation_by_name')],
            },
        ),
        migrations.CreateModel(
            name='Domain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=253, unique=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='domain_rows', to='customers.organisation')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='customer',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='customers', to='customers.organisation'),
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.BinaryField(help_text='UTF-8, so that both databases sort it alike', max_length=240)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='customers.customer')),
            ],
            options={
                'indexes': [models.Index(fields=['word', 'customer'], name='term_prefix')],
                'constraints': [models.UniqueConstraint(fields=('customer', 'word'), name='customer_has_a_word_once')],
            },
        ),
        migrations.CreateModel(
            name='Verification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('order_number', 'Order number and postcode'), ('callback', 'Call back to the number on file'), ('security_question', 'Security question'), ('account_sign_in', 'Signed in to their account'), ('document', 'Identity document'), ('other', 'Another way')], max_length=20)),
                ('detail', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verifications', to='customers.customer')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('email', 'Email'), ('phone', 'Phone')], default='email', max_length=8)),
                ('value', models.CharField(help_text='As it was written', max_length=320)),
                ('key', models.CharField(help_text='As it is compared', max_length=320)),
                ('domain', models.CharField(blank=True, help_text='Of an email address, as it is compared', max_length=253)),
                ('primary', models.BooleanField(default=False)),
                ('bounced_at', models.DateTimeField(blank=True, null=True)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='customers.customer')),
            ],
            options={
                'ordering': ['kind', '-primary', 'id'],
                'indexes': [models.Index(condition=models.Q(('domain', ''), _negated=True), fields=['domain'], name='address_by_domain')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='address_belongs_to_one_customer'), models.UniqueConstraint(condition=models.Q(('primary', True)), fields=('customer', 'kind'), name='customer_has_one_primary_of_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='CustomerMerge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('moved', models.JSONField(default=dict)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges_away', to='customers.customer')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges_here', to='customers.customer')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('source',), name='customer_is_merged_once_at_a_time')],
            },
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(fields=['organisation', '-last_contact_at', '-id'], name='customer_of_organisation'),
        ),
    ]
