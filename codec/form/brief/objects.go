package brief

import (
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// protocol is how the messages of a netlink protocol, or of a generic netlink family, read.
type protocol struct {
	prefix string // what the names of its messages start with, which goes without saying
	// kinds, in place of a prefix, is what ends the start of a name that goes without saying: a subsystem and this.
	kinds   []string
	verb    func(w *writer) string // what a message is called in place of its name, or ""; nil if there is none
	objects map[string]object
}

// object is the words for messages about a codec.Object.
type object struct {
	*words
	choose func(w *writer) *words // other words for what the message says of it, or nil; nil if there are none
}

// protocols is all that have words, by the name of the protocol or of the family, and in it by the name of the
// codec.Object. What is not here is said in the words of the tables.
var protocols = map[string]protocol{
	"NETLINK_ROUTE": {prefix: "RTM_", objects: map[string]object{
		"link":               {linkWords, chooseLinkWords},
		"address":            {addrWords, nil},
		"route":              {routeWords, chooseRouteWords},
		"rule":               {ruleWords, nil},
		"neighbour":          {neighWords, nil},
		"neighbour table":    {neightblWords, nil},
		"next hop":           {nexthopWords, nil},
		"next hop bucket":    {nexthopWords, nil},
		"settings":           {netconfWords, nil},
		"namespace id":       {nsidWords, nil},
		"address label":      {addrlabelWords, nil},
		"prefix":             {prefixWords, nil},
		"router option":      {nduseroptWords, nil},
		"dcb":                {dcbWords, nil},
		"multicast database": {mdbWords, nil},
		"bridge vlan":        {bridgeVlanWords, nil},
		"vni filter":         {vnifilterWords, nil},
		"link statistics":    {statsWords, nil},
		"cache report":       {cacheReportWords, nil},
		"qdisc":              {qdiscWords, nil},
		"traffic class":      {tclassWords, nil},
		"traffic filter":     {tfilterWords, nil},
		"filter chain":       {tfilterWords, nil},
		"traffic action":     {actionObjectWords, nil},
	}},
	"NETLINK_NETFILTER": {kinds: []string{"_MSG_", "_CMD_"}, verb: netfilterVerb, objects: netfilterObjects},
	"NETLINK_SOCK_DIAG": {verb: socketVerb, objects: socketObjects},
	"NETLINK_XFRM": {prefix: "XFRM_MSG_", objects: map[string]object{
		"xfrm state":          {xfrmStateWords, chooseXfrmStateWords},
		"xfrm states":         {xfrmFlushWords, nil},
		"xfrm policy":         {xfrmPolicyWords, nil},
		"xfrm policies":       {xfrmFlushWords, nil},
		"xfrm default policy": {xfrmDefaultWords, nil},
		"xfrm acquire":        {xfrmAcquireWords, nil},
	}},
	"nlctrl": {prefix: "CTRL_CMD_", objects: map[string]object{"family": {genlFamilyWords, nil}}},
}

// object returns the words for what is written, nil if there are none, and its protocol.
func (w *writer) object() (_ protocol, ws *words) {
	t := w.head.Type()
	if t == nil || t.Object == nil {
		return protocol{}, nil
	}
	var p protocol
	if f := w.head.Family(); f != nil {
		p = protocols[f.Name]
	} else {
		p = protocols[w.m.Protocol().Name]
	}
	o, ok := p.objects[t.Object.Name]
	if !ok {
		return p, nil
	}
	if o.choose != nil {
		if other := o.choose(w); other != nil {
			return p, other
		}
	}
	return p, o.words
}

// start returns what the name of a message starts with that goes without saying.
func (p *protocol) start(name string) string {
	for _, kind := range p.kinds {
		if i := strings.Index(name, kind); i > 0 {
			return name[:i+len(kind)]
		}
	}
	return p.prefix
}

// inner returns the words for a nest whose kind a text names, nil if there are none.
func inner(kinds map[string]*words, kind []byte) *words { return kinds[string(kind)] }

// say returns words of attributes that are said with their keyword: pairs of C name and keyword.
func say(prefix string, pairs ...string) (list []word) {
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, word{attr: prefix + pairs[i], say: pairs[i+1]})
	}
	return list
}

// nothing is the attribute that is not there.
var nothing codec.Attr
