# shows: auditctl: status and its settings, features, rules for files, directories, system calls with every kind of field, listed, deleted, refused
# tool: auditctl
# packages: auditd
# protocols: AUDIT
# kernels: all
# netns: init
# needs: a kernel booted without audit=0

scene() {
	auditctl -s
	auditctl -e 1
	auditctl -b 8192 --backlog_wait_time 100 -f 1 -r 50
	auditctl -D
	auditctl -a always,exit -F arch=b64 -S openat -S connect -F auid'>='1000 -F auid!=unset -F success=0 -k failures
	auditctl -a always,exit -F arch=b64 -S mount,umount2 -F uid=0 -F gid=0 -F euid=0 -F suid=0 -F fsuid=0 -F egid=0 -F sgid=0 -F fsgid=0 -k mounts
	auditctl -a exit,always -F arch=b32 -S all -F pid=1 -F ppid'<'5 -F pers=8 -F exit=-EPERM
	auditctl -a always,exit -F arch=b64 -S 2 -F a0=1 -F a1'>'2 -F a2'&'3 -F a3'&='4 -F inode=5 -F devmajor=8 -F devminor=1
	auditctl -a always,exit -F path=/etc/hosts -F perm=wa -k hosts
	auditctl -a always,exit -F dir=/etc -F perm=rwxa -F filetype=file
	auditctl -w /etc/passwd -p wa -k users
	auditctl -w /usr/lib -p x -k libraries -k second
	auditctl -a always,exit -F arch=b64 -S execve -F exe=/usr/bin/true
	auditctl -a always,exit -F arch=b64 -S ptrace -F sessionid=3 -C uid!=euid -C auid!=obj_uid
	auditctl -a never,exclude -F msgtype=CWD
	auditctl -a always,exclude -F msgtype'>='1300 -F msgtype'<='1301
	auditctl -a always,user -F uid=0
	auditctl -a never,task -F uid=33
	auditctl -a never,filesystem -F fstype=tracefs
	auditctl -A always,exit -F arch=b64 -S personality -F key=first
	auditctl -a always,exit -S connect -F arch=b64 -F saddr_fam=2 || true
	auditctl -l
	auditctl -l -k users
	! auditctl -w /etc/passwd -p wa -k users
	! auditctl -W /nosuch -p wa
	! auditctl -d always,exit -S openat -F uid=77
	auditctl -d always,exit -F path=/etc/hosts -F perm=wa -k hosts
	auditctl -W /etc/passwd -p wa -k users
	auditctl -t
	auditctl -q /usr/lib,/usr/share || true
	auditctl -m 'a message of user space'
	auditctl --reset-lost
	auditctl --reset_backlog_wait_time_actual || true
	auditctl --loginuid-immutable || true
	auditctl -D -k second
	auditctl -D
	auditctl -l
}
