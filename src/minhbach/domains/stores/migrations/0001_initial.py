import django.db.models.deletion
import django.db.models.manager
import minhbach.foundation.audit.looks
import minhbach.foundation.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0010_identity'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('cases', '0012_days'),
    ]

    operations = [
        migrations.CreateModel(
            name='Store',
            fields=[
                ('id', models.UUIDField(default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('sharing', models.CharField(choices=[('agency', 'trong nội bộ cơ quan'), ('area', 'các đơn vị phụ trách địa bàn'), ('network', 'toàn mạng lưới thành viên')], default='area', max_length=8)),
                ('created_at', models.DateTimeField()),
                ('name', models.CharField(max_length=200, verbose_name='tên kho')),
                ('kind', models.CharField(choices=[('own', 'kho của đơn vị'), ('hired', 'kho thuê')], max_length=10, verbose_name='loại kho')),
                ('address', models.CharField(max_length=300, verbose_name='địa chỉ')),
                ('hired_from', models.CharField(blank=True, max_length=200, verbose_name='thuê của')),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'indexes': [models.Index(fields=['name', 'id'], name='stores_store_name')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('owner_agency', 'name'), name='stores_store_name_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'hired'), models.Q(('hired_from', ''), _negated=True)), models.Q(('kind', 'own'), ('hired_from', '')), _connector='OR'), name='stores_store_hired_from')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Lot',
            fields=[
                ('id', models.UUIDField(default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('line_id', models.UUIDField()),
                ('number', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=300)),
                ('unit', models.CharField(blank=True, max_length=40)),
                ('held', models.DecimalField(decimal_places=6, default=0, max_digits=20)),
                ('away', models.DecimalField(decimal_places=6, default=0, max_digits=20)),
                ('shelf', models.CharField(blank=True, max_length=120)),
                ('seal_number', models.CharField(blank=True, max_length=200)),
                ('since', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='stores.store')),
            ],
            options={
                'indexes': [models.Index(fields=['case'], name='stores_lot_case')],
                'constraints': [models.UniqueConstraint(fields=('store', 'line_id'), name='stores_lot_line_once'), models.UniqueConstraint(fields=('store', 'number'), name='stores_lot_number_once'), models.CheckConstraint(condition=models.Q(('held__gte', 0), ('away__gte', 0)), name='stores_lot_not_less_than_none')],
            },
        ),
        migrations.CreateModel(
            name='Keeper',
            fields=[
                ('id', models.UUIDField(default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_until', models.DateField(null=True)),
                ('decision', models.CharField(max_length=120, verbose_name='quyết định giao nhiệm vụ')),
                ('appointed_at', models.DateTimeField()),
                ('appointed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keepers', to='stores.store')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('valid_until__isnull', True)), fields=('store', 'officer'), name='stores_keeper_once')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('sequence', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('in', 'phiếu nhập kho'), ('out', 'phiếu xuất kho'), ('count', 'biên bản kiểm kê'), ('accepted', 'xác nhận'), ('refused', 'không xác nhận')], max_length=10)),
                ('way', models.CharField(blank=True, max_length=20)),
                ('number', models.PositiveIntegerField(null=True)),
                ('year', models.PositiveSmallIntegerField()),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('counterparty', models.CharField(blank=True, max_length=200)),
                ('purpose', models.CharField(blank=True, max_length=300)),
                ('authority', models.CharField(blank=True, max_length=200)),
                ('seal_number', models.CharField(blank=True, max_length=200)),
                ('shelf', models.CharField(blank=True, max_length=120)),
                ('minutes', models.CharField(blank=True, max_length=200)),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64)),
                ('answers', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='stores.entry')),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('other_store', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stores.store')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='stores.store')),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'recorded_at'], name='stores_entry_case'), models.Index(fields=['store', '-recorded_at', 'id'], name='stores_entry_latest'), models.Index(condition=models.Q(('other_store__isnull', False)), fields=['other_store'], name='stores_entry_other')],
                'constraints': [models.UniqueConstraint(fields=('store', 'sequence'), name='stores_entry_sequence_once'), models.UniqueConstraint(condition=models.Q(('number__isnull', False)), fields=('store', 'kind', 'year', 'number'), name='stores_entry_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('in', 'out', 'count')), ('number__isnull', False)), models.Q(('answers__isnull', False), ('kind__in', ('accepted', 'refused'))), _connector='OR'), name='stores_entry_numbered_or_answer')],
            },
            bases=(minhbach.foundation.audit.looks.Personal, models.Model),
        ),
        migrations.CreateModel(
            name='EntryLine',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('line_id', models.UUIDField()),
                ('name', models.CharField(max_length=300)),
                ('unit', models.CharField(blank=True, max_length=40)),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('booked', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='stores.entry')),
            ],
            options={
                'indexes': [models.Index(fields=['line_id'], name='stores_entryline_line')],
                'constraints': [models.UniqueConstraint(fields=('entry', 'position'), name='stores_entryline_position_once'), models.UniqueConstraint(fields=('entry', 'line_id'), name='stores_entryline_line_once'), models.CheckConstraint(condition=models.Q(('quantity__gte', 0)), name='stores_entryline_not_less')],
            },
        ),
    ]
