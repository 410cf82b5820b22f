import django.db.models.deletion
import django.db.models.functions.comparison
import whiteglove.service.desk.models.search
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('channels', '0001_initial'),
        ('customers', '0001_initial'),
        ('people', '0001_initial'),
        ('people', '__first__'),
        ('sla', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Acknowledged',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=320)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['address', 'at'], name='acknowledged_lately')],
            },
        ),
        migrations.CreateModel(
            name='DeskRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('acknowledge', models.BooleanField(default=True)),
                ('acknowledgement', models.TextField(default='Hello {name},\n\nthank you for writing to us. Your message has arrived and a person will read it. Your reference is #{number}.\n\nYou can answer this email at any time to add something.\n', help_text='{name}, {number}, {subject} are filled in')),
                ('letters', models.JSONField(blank=True, default=dict)),
                ('company', models.CharField(blank=True, max_length=120)),
                ('acknowledgements_an_hour', models.PositiveIntegerField(default=5, help_text='For one address at most')),
                ('reopen_within_days', models.PositiveIntegerField(default=30, help_text='Later answers open a new, linked ticket')),
                ('undo_seconds', models.PositiveIntegerField(default=10)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='the_desk_has_one_set_of_rules')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('inbound', 'From the customer'), ('reply', 'Reply'), ('note', 'Note to the team'), ('automatic', 'Automatic message')], max_length=10)),
                ('at', models.DateTimeField()),
                ('text', models.TextField(blank=True)),
                ('new_text', models.TextField(blank=True)),
                ('quoted_text', models.TextField(blank=True)),
                ('signature', models.TextField(blank=True)),
                ('html', models.TextField(blank=True, help_text='Cleaned')),
                ('remote_images', models.PositiveIntegerField(default=0)),
                ('language', models.CharField(blank=True, max_length=12)),
                ('sender_name', models.CharField(blank=True, max_length=320)),
                ('sender_address', models.CharField(blank=True, max_length=320)),
                ('message_id', models.TextField(blank=True)),
                ('in_reply_to', models.TextField(blank=True)),
                ('references', models.JSONField(blank=True, default=list)),
                ('to', models.JSONField(blank=True, default=list)),
                ('cc', models.JSONField(blank=True, default=list)),
                ('reply_to', models.JSONField(blank=True, default=list)),
                ('before', models.JSONField(blank=True, default=dict)),
                ('explanation', models.JSONField(blank=True, default=dict)),
                ('flags', models.JSONField(blank=True, default=list, help_text='bounce, auto_reply, list')),
                ('then', models.CharField(blank=True, help_text='What its author wanted to happen next', max_length=10)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('bounced_at', models.DateTimeField(blank=True, null=True)),
                ('bounce', models.JSONField(blank=True, default=dict, help_text='status and words of the bounce')),
                ('failed_at', models.DateTimeField(blank=True, null=True)),
                ('arrival', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='channels.arrival')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('customer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer')),
                ('outgoing', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='channels.outgoing')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['inbound', 'reply', 'note', 'automatic'])), name='message_kind_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'inbound'), _negated=True), models.Q(('author__isnull', True), ('customer__isnull', False)), _connector='OR'), name='an_inbound_message_comes_from_a_customer'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['reply', 'note']), _negated=True), ('author__isnull', False), _connector='OR'), name='a_reply_or_note_has_an_author'), models.UniqueConstraint(condition=models.Q(('arrival__isnull', False)), fields=('arrival',), name='an_arrival_is_filed_as_one_message')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255)),
                ('type', models.CharField(default='application/octet-stream', max_length=255)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('content_id', models.CharField(blank=True, max_length=500)),
                ('inline', models.BooleanField(default=False)),
                ('blob', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.blob')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='desk.message')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('view', models.CharField(max_length=12)),
                ('team', models.BigIntegerField(help_text='0: no team')),
                ('person', models.BigIntegerField(default=0, help_text="0: the team's whole count")),
                ('n', models.IntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'team', 'view'], include=('n',), name='tally_by_place')],
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(blank=True, max_length=500)),
                ('channel', models.CharField(default='email', max_length=20)),
                ('state', models.CharField(choices=[('open', 'Waiting on us'), ('waiting', 'Waiting on the customer'), ('snoozed', 'Snoozed'), ('solved', 'Solved'), ('merged', 'Merged')], default='open', max_length=10)),
                ('kind', models.CharField(blank=True, choices=[('billing', 'Billing'), ('technical', 'Technical'), ('refund', 'Refund'), ('feature', 'Feature request'), ('complaint', 'Complaint'), ('other', 'Other'), ('', 'Not set')], default='', max_length=10)),
                ('priority', models.CharField(choices=[('low', 'Low'), ('normal', 'Normal'), ('high', 'High'), ('urgent', 'Urgent')], default='normal', max_length=10)),
                ('complex', models.BooleanField(default=False)),
                ('escalated', models.BooleanField(default=False, help_text='An escalation is open; kept by the escalation actions')),
                ('opened_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('solved_at', models.DateTimeField(blank=True, null=True)),
                ('wakes_at', models.DateTimeField(blank=True, help_text='When a snooze ends', null=True)),
                ('due_at', models.DateTimeField(blank=True, help_text='The earliest due time of its running clocks', null=True)),
                ('due_metric', models.CharField(blank=True, max_length=40)),
                ('judge_at', models.DateTimeField(blank=True, help_text='When a clock next warns or falls due', null=True)),
                ('preview', models.CharField(blank=True, max_length=160)),
                ('last_message_at', models.DateTimeField(blank=True, null=True)),
                ('last_inbound_id', models.BigIntegerField(blank=True, help_text='What a reply must have seen', null=True)),
                ('message_count', models.PositiveIntegerField(default=0)),
                ('version', models.PositiveIntegerField(default=1)),
                ('rank', models.BigIntegerField(editable=False)),
                ('lane', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('team', 0), output_field=models.BigIntegerField())),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='channels.account')),
                ('assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to=settings.AUTH_USER_MODEL)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='customers.customer')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='desk.ticket')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='people.team')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('assignee__isnull', False), ('state', 'open')), fields=['assignee', 'rank', 'id'], name='ticket_needs_me'), models.Index(condition=models.Q(('assignee__isnull', False), ('state', 'waiting')), fields=['assignee', 'rank', 'id'], name='ticket_waiting'), models.Index(condition=models.Q(('state__in', ('open', 'waiting'))), fields=['lane', 'rank', 'id'], name='ticket_team'), models.Index(condition=models.Q(('assignee__isnull', True), ('state', 'open')), fields=['lane', 'rank', 'id'], name='ticket_unassigned'), models.Index(condition=models.Q(('state', 'snoozed')), fields=['lane', 'rank', 'id'], name='ticket_snoozed'), models.Index(condition=models.Q(('escalated', True), ('state__in', ('open', 'waiting', 'snoozed'))), fields=['lane', 'rank', 'id'], name='ticket_escalated'), models.Index(condition=models.Q(('state', 'solved')), fields=['lane', 'rank', 'id'], name='ticket_solved'), models.Index(condition=models.Q(('state', 'merged'), _negated=True), fields=['lane', 'rank', 'id'], name='ticket_all'), models.Index(condition=models.Q(('assignee__isnull', False)), fields=['assignee', 'lane', 'rank', 'id'], name='ticket_given'), models.Index(fields=['customer', '-opened_at', '-id'], name='ticket_of_customer'), models.Index(condition=models.Q(('judge_at__isnull', False)), fields=['judge_at'], name='ticket_to_judge'), models.Index(condition=models.Q(('state', 'snoozed')), fields=['wakes_at'], name='ticket_to_wake')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'waiting', 'snoozed', 'solved', 'merged'])), name='ticket_state_is_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['billing', 'technical', 'refund', 'feature', 'complaint', 'other', ''])), name='ticket_kind_is_known'), models.CheckConstraint(condition=models.Q(('priority__in', ['low', 'normal', 'high', 'urgent'])), name='ticket_priority_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='a_merged_ticket_names_the_one_it_lives_on_in'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='a_ticket_is_not_merged_into_itself'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'solved'), _negated=True), ('solved_at__isnull', False), _connector='OR'), name='a_solved_ticket_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'snoozed'), _negated=True), ('wakes_at__isnull', False), _connector='OR'), name='a_snoozed_ticket_says_until_when')],
            },
        ),
        migrations.CreateModel(
            name='Tagging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='desk.tag')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='desk.ticket')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ticket', 'tag'), name='a_ticket_has_a_tag_once')],
            },
        ),
        migrations.CreateModel(
            name='Solution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, help_text='When it was opened again', null=True)),
                ('why', models.CharField(blank=True, help_text='Why it was opened again', max_length=200)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='solutions', to='desk.ticket')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('ticket',), name='a_ticket_is_solved_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Snooze',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('returns_to', models.CharField(default='open', max_length=10)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('why', models.CharField(blank=True, help_text='What ended it: the time, the customer, a person', max_length=200)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='snoozes', to='desk.ticket')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('ticket',), name='a_ticket_sleeps_once_at_a_time'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('at'))), name='a_snooze_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='Seen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.BigIntegerField(default=0)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seen_by', to='desk.ticket')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'ticket'), name='a_person_has_seen_a_ticket_once')],
            },
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('seq', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('words', whiteglove.service.desk.models.search.VectorField()),
                ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='search_text', to='desk.ticket')),
            ],
            options={
                'indexes': [models.Index(fields=['at', 'seq'], name='search_text_by_time')],
            },
        ),
        migrations.AddField(
            model_name='message',
            name='moved_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='desk.ticket'),
        ),
        migrations.AddField(
            model_name='message',
            name='ticket',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='desk.ticket'),
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('before', models.JSONField(default=dict)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges_away', to='desk.ticket')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges_here', to='desk.ticket')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('source',), name='a_ticket_is_merged_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='MailId',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(max_length=500)),
                ('direction', models.CharField(choices=[('in', 'Received'), ('out', 'Sent'), ('reference', 'Named as a parent')], max_length=10)),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_ids', to='desk.ticket')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('value', 'ticket'), name='a_mail_id_leads_to_a_ticket_once'), models.CheckConstraint(condition=models.Q(('value', ''), _negated=True), name='a_mail_id_is_never_empty')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('why', models.CharField(max_length=300)),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='linked_from', to='desk.ticket')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='desk.ticket')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ticket', 'other'), name='two_tickets_are_linked_once')],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('manager', 'The customer asks for a manager'), ('exception', 'It needs an exception to a policy'), ('authority', 'It is beyond what I may decide'), ('unsatisfied', 'The customer is still unhappy after several attempts'), ('legal', 'Legal or compliance matter')], max_length=12)),
                ('text', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('returned', 'Returned with advice'), ('resolved', 'Resolved')], max_length=10)),
                ('answer', models.TextField(blank=True)),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
                ('to_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to='desk.ticket')),
            ],
            options={
                'indexes': [models.Index(fields=['ticket', '-at'], name='escalation_of_ticket')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('ticket',), name='a_ticket_is_escalated_once_at_a_time'), models.CheckConstraint(condition=models.Q(('reason__in', ['manager', 'exception', 'authority', 'unsatisfied', 'legal'])), name='an_escalation_reason_is_one_of_the_five'), models.CheckConstraint(condition=models.Q(('to_person__isnull', False), ('to_team__isnull', False), _connector='OR'), name='an_escalation_goes_to_a_person_or_a_team'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ending', '')), models.Q(('ended_at__isnull', False), ('ending__gt', '')), _connector='OR'), name='an_ended_escalation_says_how')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reply', 'Reply'), ('note', 'Note')], default='reply', max_length=5)),
                ('text', models.TextField(blank=True)),
                ('attachments', models.JSONField(blank=True, default=list)),
                ('cc', models.JSONField(blank=True, default=list)),
                ('seen_message_id', models.BigIntegerField(blank=True, help_text='The last inbound message its writer saw', null=True)),
                ('changed_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='desk.ticket')),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-changed_at'], name='draft_of_person')],
                'constraints': [models.UniqueConstraint(fields=('person', 'ticket', 'kind'), name='one_draft_a_person_ticket_and_kind'), models.CheckConstraint(condition=models.Q(('kind__in', ['reply', 'note'])), name='a_draft_is_a_reply_or_a_note')],
            },
        ),
        migrations.CreateModel(
            name='Clock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('metric', models.CharField(max_length=40)),
                ('turn', models.PositiveIntegerField(default=1, help_text='The how-manieth run of this metric in the ticket')),
                ('state', models.CharField(max_length=10)),
                ('started_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('warn_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('warned_at', models.DateTimeField(blank=True, null=True)),
                ('breached_at', models.DateTimeField(blank=True, null=True)),
                ('facts', models.JSONField(blank=True, default=dict)),
                ('target', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sla.target')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clocks', to='desk.ticket')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ticket', 'metric', 'turn'), name='a_clock_runs_once_a_metric_and_turn'), models.CheckConstraint(condition=models.Q(('state__in', ['running', 'paused', 'warned', 'due', 'met', 'breached', 'cancelled'])), name='clock_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'running'), _negated=True), ('ended_at__isnull', True), _connector='OR'), name='a_running_clock_has_not_ended')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='desk.ticket')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('ticket',), name='one_person_has_a_ticket_at_a_time')],
            },
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['ticket', 'at', 'id'], name='message_of_ticket'),
        ),
    ]
