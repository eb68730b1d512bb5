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

// helpText is the help of the tool itself.
func helpText() string {
	var o decodeOptions
	return `nldecode reads captured netlink traffic and says what it means.

Usage:
  nldecode [flags] [FILE...]          decode captures; - or no FILE is standard input
  nldecode encode [flags] [FILE...]   turn messages printed as JSON, or by pyroute2, back into octets
  nldecode schema [flags] [NAME...]   print what is known of messages, attributes, structs, enumerations
  nldecode completion bash|zsh|fish   print a completion script
  nldecode help [COMMAND]

It reads ` + inputWords() + `, also compressed by gzip
or zstd; the form is recognised. Hex dumps are octets in any notation, and what libnl, libmnl and mdlayher/netlink print
when they debug (iw --debug, NLCB=debug; nft --debug=mnl; NLDEBUG=level=1), with text around them.

Examples:
  nldecode capture.pcap
  strace -f -e trace=network -e read=all -e write=all ip link 2>&1 | nldecode
  nldecode -F 'type == "RTM_NEWLINK" && attr.IFLA_MTU < 1500' capture.pcap
  nldecode -o json capture.pcap | jq .header.type
  nldecode -f nl80211 dump.hex
  iw --debug dev 2>&1 | nldecode
  nldecode --stats *.strace
  nldecode -w errors.pcapng -F 'error > 0' capture.pcap

Flags:
` + o.flags().FlagUsagesWrapped(100) + `
A filter names: type, cmd, proto, family (C names); flags, seq, pid, port, len, number (of the type), error, faults,
time, took, fd, record (numbers); direction ("sent" or "received"), comm; the members of fixed headers (ifi_index,
rtm_table, or index, table); and attributes: attr.IFLA_MTU, attr.mtu, attr.IFLA_LINKINFO.IFLA_INFO_KIND, attr["77"].
A single attribute name means the first at the top level, else at any depth. What a message lacks is nil, and no
comparison with it by order holds. Names of values stand for their numbers: error == "EEXIST", "NLM_F_DUMP" in flags,
"IFF_UP" in ifi_flags, ifi_type == "ARPHRD_ETHER". "IFLA_MASTER" in attr reports whether there is such an attribute.

Exit status: 0; 1 if an input ended in the middle of something or, with --strict, if anything was not decoded whole;
2 if the arguments are wrong or a file cannot be read or written.
`
}

// helpTexts are the helps of the subcommands.
var helpTexts = map[string]string{
	"encode": `nldecode encode turns messages back into octets.

Usage: nldecode encode [-o raw|hex|pcap|pcapng] [-f FAMILY] [--genl ID=NAME] [FILE...]

The input is what nldecode ` + readableWords() + ` printed, edited or not, or what pyroute2 itself prints; JSON may be
indented, or a list. Unedited messages come out byte for byte. In JSON, messages with the same "record" become one
datagram.

Examples:
  nldecode -o json capture.pcap | nldecode encode -o pcap > copy.pcap
  echo '{"protocol":"NETLINK_ROUTE","ifinfomsg":{},
    "header":{"type":"RTM_GETLINK","flags":["NLM_F_REQUEST","NLM_F_DUMP"]}}' | nldecode encode -o hex

Flags:
  -o, --output FORM    raw, hex, pcap, pcapng (default raw)
  -f, --family NAME    protocol of messages that do not say (default route)
      --genl ID=NAME   id of a generic netlink family

Exit status: 0; 1 if a message could not be encoded, and was left out; 2 if the arguments are wrong or the input cannot
be read.
`,
	"schema": `nldecode schema prints what is known of netlink messages.

Usage: nldecode schema [-o text|json] [--depth N] [NAME...]

A name is that of a message, a command, an attribute, a struct, an enumeration, a value of one, a generic netlink family
or a protocol. Without names, the messages of all protocols are listed.

Examples:
  nldecode schema RTM_NEWROUTE
  nldecode schema IFLA_LINKINFO --depth 4
  nldecode schema ifinfomsg rtm_type
  nldecode schema -o json > tables.json

Flags:
  -o, --output FORM   text or json (default text)
      --depth N       how many levels of nested attributes to describe (default 2)
`,
	"completion": `nldecode completion prints a completion script.

Usage: nldecode completion bash|zsh|fish

Examples:
  source <(nldecode completion bash)
  nldecode completion zsh > "${fpath[1]}/_nldecode"
  nldecode completion fish > ~/.config/fish/completions/nldecode.fish
`,
}
