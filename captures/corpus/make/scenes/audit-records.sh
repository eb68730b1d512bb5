# shows: audit records reaching auditd of system calls, watches, user messages and configuration changes
# tool: auditd
# packages: auditd
# protocols: AUDIT
# kernels: all
# netns: init
# needs: a kernel booted without audit=0

prepare() {
	mkdir -p /run/audit-sample/plugins.d
	chmod 0750 /run/audit-sample
	cat >/run/audit-sample/auditd.conf <<-'CONF'
		local_events = yes
		write_logs = yes
		log_file = /run/audit-sample/audit.log
		log_format = RAW
		flush = NONE
		space_left = 2
		admin_space_left = 1
		space_left_action = IGNORE
		admin_space_left_action = IGNORE
		disk_full_action = IGNORE
		disk_error_action = IGNORE
		plugin_dir = /run/audit-sample/plugins.d
	CONF
	: >/run/audit-sample/watched
}

# logged WORD waits for a record.
logged() {
	until grep -q "$1" /run/audit-sample/audit.log; do sleep 0.1; done
}

scene() {
	auditd -n -c /run/audit-sample &
	daemon=$!
	until [ "$(auditctl -s | sed -n 's/^pid //p')" = $daemon ]; do sleep 0.1; done
	auditctl -w /run/audit-sample/watched -p wa -k sample
	auditctl -a always,exit -F arch=b64 -S sethostname -k naming
	auditctl -a always,exit -F arch=b64 -S mkdir,mkdirat -F dir=/run/audit-sample -k making
	echo changed >/run/audit-sample/watched
	mkdir /run/audit-sample/made
	auditctl -m 'a message of user space'
	auditctl -D
	logged 'a message of user space'
	kill $daemon
	wait $daemon || true
}
