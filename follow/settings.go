package follow

// Settings are those of IP, of interfaces and of all of them: forwarding, filters.
var Settings = &Table{
	Name: "settings", Dump: dump("RTM_GETNETCONF", "ncm_family"), Optional: true,
	Groups: []string{"RTNLGRP_IPV4_NETCONF", "RTNLGRP_IPV6_NETCONF", "RTNLGRP_MPLS_NETCONF"}, Partial: true,
}

// NamespaceIDs are the ids by which the network namespace knows others.
var NamespaceIDs = &Table{
	Name: "namespace ids", Dump: dump("RTM_GETNSID", "rtgen_family"), Groups: []string{"RTNLGRP_NSID"},
	Volatile: []string{"NETNSA_CURRENT_NSID"},
}
