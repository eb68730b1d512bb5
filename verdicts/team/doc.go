// Package team makes team devices that teamd(8) looks after, by plain link requests.
//
// RTM_NEWLINK of the kind team starts teamd with the configuration in IFTEAM_CONFIG (IFLA_INFO_DATA), or that of the
// Options; the kernel makes the link alone if teamd is not installed and the request has no configuration. RTM_SETLINK
// and RTM_NEWLINK with IFLA_MASTER put ports on and off with teamdctl(8), and RTM_DELLINK ends teamd, where one looks
// after the team in the network namespace of the socket. What concerns other links and other teams goes on to the
// kernel.
//
// As always with teams, a link has to be down to become a port.
package team
