"""Arrivals, and the registers their numbers come from."""

import django.db.models.deletion
import django.db.models.manager
import minhbach.foundation.audit.looks
import minhbach.foundation.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0004_password_giver'),
        ('cases', '0005_lists'),
        ('documents', '0005_outgoing'),
        ('reporting', '0003_lists'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.UUIDField(default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('sharing', models.CharField(choices=[('agency', 'trong nội bộ cơ quan'), ('area', 'các đơn vị phụ trách địa bàn'), ('network', 'toàn mạng lưới thành viên')], default='area', max_length=8)),
                ('created_at', models.DateTimeField()),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('arrived_on', models.DateField()),
                ('sender', models.CharField(max_length=200)),
                ('symbol', models.CharField(blank=True, max_length=80)),
                ('dated', models.DateField(null=True)),
                ('abstract', models.CharField(max_length=500)),
                ('urgency', models.CharField(choices=[('ordinary', 'thường'), ('urgent', 'khẩn'), ('very_urgent', 'thượng khẩn'), ('express', 'hỏa tốc')], default='ordinary', max_length=12)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('file_sha256', models.CharField(blank=True, max_length=64)),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('state', models.CharField(choices=[('registered', 'chờ bút phê'), ('assigned', 'đã giao'), ('done', 'đã xử lý')], default='registered', max_length=12)),
                ('instruction', models.CharField(blank=True, max_length=1000)),
                ('instructed_at', models.DateTimeField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=1000)),
                ('done_at', models.DateTimeField(null=True)),
                ('folded', models.CharField(max_length=800)),
                ('answers', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.officialdocument')),
                ('assignee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('instructed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ('registered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.report')),
            ],
            options={
                'verbose_name': 'văn bản đến',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'indexes': [models.Index(fields=['-created_at', 'id'], name='arrivals_latest'), models.Index(fields=['assignee', 'state', 'due_on'], name='arrivals_assignee'), models.Index(fields=['owner_agency', 'state'], name='arrivals_owner_state'), models.Index(fields=['case'], name='arrivals_case')],
                'constraints': [models.UniqueConstraint(fields=('owner_agency', 'year', 'number'), name='arrivals_arrival_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='arrivals_arrival_number_positive'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'assigned'), _negated=True), ('assignee__isnull', False), _connector='OR'), name='arrivals_arrival_assigned_to_somebody')],
            },
            bases=(minhbach.foundation.audit.looks.Personal, models.Model),
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ArrivalRegister',
            fields=[
                ('id', models.UUIDField(default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('sharing', models.CharField(choices=[('agency', 'trong nội bộ cơ quan'), ('area', 'các đơn vị phụ trách địa bàn'), ('network', 'toàn mạng lưới thành viên')], default='area', max_length=8)),
                ('created_at', models.DateTimeField()),
                ('year', models.PositiveSmallIntegerField()),
                ('last_number', models.PositiveIntegerField(default=0)),
                ('owner_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
            ],
            options={
                'verbose_name': 'sổ đăng ký văn bản đến',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.UniqueConstraint(fields=('owner_agency', 'year'), name='arrivals_arrivalregister_once')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
    ]
