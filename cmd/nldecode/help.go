package main

import (
	"strings"

	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/codec/form"
)

// inputWords says what can be read.
func inputWords() string {
	var words []string
	for _, f := range formats.All() {
		words = append(words, f.What)
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// readableWords says which forms can be read back.
func readableWords() string {
	var words []string
	for _, f := range form.Readable() {
		words = append(words, "-o "+f.Name)
	}
	return strings.Join(words, " or ")
}

// longHelp says what the tool is for.
func longHelp() string {
	return `nldecode reads captured netlink traffic and says what it means.

It reads ` + inputWords() + `, also compressed by gzip
or zstd; the form is recognised. Hex dumps are octets in any notation, and what libnl, libmnl and mdlayher/netlink print
when they debug (iw --debug, NLCB=debug; nft --debug=mnl; NLDEBUG=level=1), with text around them. Without a file, or
where the file is -, it reads standard input. A file that is called like a command is written ./NAME.

A filter names: type, cmd, proto, family (C names); flags, seq, pid, port, len, number (of the type), error, faults,
time, took, fd, record (numbers); direction ("sent" or "received"), comm; the members of fixed headers (ifi_index,
rtm_table, or index, table); and attributes: attr.IFLA_MTU, attr.mtu, attr.IFLA_LINKINFO.IFLA_INFO_KIND, attr["77"].
A single attribute name means the first at the top level, else at any depth. What a message lacks is nil, and no
comparison with it by order holds. Names of values stand for their numbers: error == "EEXIST", "NLM_F_DUMP" in flags,
"IFF_UP" in ifi_flags, ifi_type == "ARPHRD_ETHER". "IFLA_MASTER" in attr reports whether there is such an attribute.

Exit status: 0; 1 if an input ended in the middle of something or, with --strict, if anything was not decoded whole;
2 if the arguments are wrong or a file cannot be read or written.`
}

const examples = `  nldecode capture.pcap
  strace -f -e trace=network -e read=all -e write=all ip link 2>&1 | nldecode
  nldecode -F 'type == "RTM_NEWLINK" && attr.IFLA_MTU < 1500' capture.pcap
  nldecode -o json capture.pcap | jq .header.type
  nldecode -f nl80211 dump.hex
  iw --debug dev 2>&1 | nldecode
  nldecode --stats *.strace
  nldecode -w errors.pcapng -F 'error > 0' capture.pcap`
