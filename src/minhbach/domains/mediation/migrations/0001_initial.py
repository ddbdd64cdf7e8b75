
import django.db.models.deletion
import django.db.models.manager
import minhbach.foundation.audit.looks
import minhbach.foundation.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0008_custodians'),
        ('intake', '0009_sealed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Dispute',
            fields=[
                ('id', models.UUIDField(default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('sharing', models.CharField(choices=[('agency', 'trong nội bộ cơ quan'), ('area', 'các đơn vị phụ trách địa bàn'), ('network', 'toàn mạng lưới thành viên')], default='area', max_length=8)),
                ('created_at', models.DateTimeField()),
                ('number', models.CharField(max_length=12, verbose_name='số')),
                ('firm', models.CharField(max_length=300, verbose_name='doanh nghiệp')),
                ('firm_address', models.CharField(blank=True, max_length=1000, verbose_name='địa chỉ doanh nghiệp')),
                ('state', models.CharField(choices=[('prepared', 'đang chuẩn bị chuyển'), ('passed', 'đã chuyển, chờ doanh nghiệp'), ('silent', 'doanh nghiệp im lặng quá hạn'), ('talking', 'đang thương lượng'), ('mediating', 'đang hòa giải'), ('met', 'đã thuận, chờ lập văn bản'), ('written', 'chờ hai bên ký'), ('settled', 'thỏa thuận đã ký'), ('refused', 'doanh nghiệp từ chối'), ('failed', 'không thành'), ('withdrawn', 'người tiêu dùng rút')], default='prepared', max_length=10, verbose_name='tình trạng')),
                ('passed_on', models.DateField(null=True, verbose_name='chuyển ngày')),
                ('due_on', models.DateField(null=True, verbose_name='hạn của doanh nghiệp')),
                ('is_waiting', models.BooleanField(default=False)),
                ('closed_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.report')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'indexes': [
                    models.Index(fields=['-created_at', 'id'], name='mediation_dispute_order'),
                    models.Index(fields=['due_on', 'id'], name='mediation_dispute_due'),
                    models.Index(fields=['passed_on'], name='mediation_dispute_passed'),
                    models.Index(fields=['report'], name='mediation_dispute_report'),
                    models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['due_on', 'id'], name='mediation_dispute_open'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('report',), name='mediation_dispute_one_open'),
                ],
            },
            bases=(minhbach.foundation.audit.looks.Personal, models.Model),
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.UUIDField(default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('asked', 'hỏi người tiêu dùng có cho nói tên'), ('consented', 'đồng ý cho doanh nghiệp biết'), ('not_consented', 'không cho doanh nghiệp biết mình là ai'), ('passed', 'chuyển yêu cầu cho doanh nghiệp'), ('accepted', 'nhận thương lượng'), ('refused', 'từ chối thương lượng'), ('offered', 'đề nghị'), ('took', 'chấp nhận đề nghị'), ('declined', 'không chấp nhận đề nghị'), ('mediation', 'mở hòa giải'), ('session', 'phiên hòa giải'), ('written', 'lập văn bản thỏa thuận'), ('signed', 'ký văn bản thỏa thuận'), ('broken_off', 'thôi, không thành'), ('withdrawn', 'rút yêu cầu'), ('reported', 'báo kết quả thương lượng cho cơ quan'), ('kept', 'báo đã thực hiện'), ('not_kept', 'báo chưa thực hiện'), ('word', 'nói thêm')], max_length=13)),
                ('side', models.CharField(choices=[('consumer', 'người tiêu dùng'), ('firm', 'doanh nghiệp'), ('office', 'cơ quan')], max_length=8)),
                ('way', models.CharField(choices=[('receipt', 'trang nhận tin, bằng mã biên nhận'), ('account', 'tài khoản của doanh nghiệp'), ('letter', 'văn bản, thư'), ('email', 'thư điện tử'), ('phone', 'điện thoại'), ('in_person', 'trực tiếp'), ('office', 'cơ quan lập')], max_length=9)),
                ('text', models.TextField(blank=True)),
                ('data', models.JSONField(default=dict)),
                ('happened_on', models.DateField()),
                ('entered_at', models.DateTimeField()),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('size', models.PositiveIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='mediation.step')),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='mediation.dispute')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['dispute', 'entered_at'], name='mediation_step_story'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('kind__in', ['took', 'declined'])), fields=('about',), name='mediation_step_one_answer'),
                    models.UniqueConstraint(condition=models.Q(('kind', 'signed')), fields=('about', 'side'), name='mediation_step_signed_once'),
                ],
            },
            bases=(minhbach.foundation.audit.looks.Personal, models.Model),
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.UUIDField(default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='mediation.step')),
                ('position', models.PositiveSmallIntegerField()),
                ('side', models.CharField(choices=[('consumer', 'người tiêu dùng'), ('firm', 'doanh nghiệp'), ('office', 'cơ quan')], max_length=8)),
                ('what', models.CharField(max_length=500)),
                ('due_on', models.DateField()),
            ],
            options={
                'indexes': [
                    models.Index(fields=['due_on'], name='mediation_promise_due'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('step', 'position'), name='mediation_promise_place'),
                ],
            },
        ),
        migrations.AddField(
            model_name='step',
            name='promise',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='told', to='mediation.promise'),
        ),
    ]
