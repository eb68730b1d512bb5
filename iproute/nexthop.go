package iproute

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// nexthopObject is next hop objects. Words of theirs that are no attributes: dev, via, proto, type of a group, group
// ("1,2:5": the next hops 1, and 2 with weight 5), encap as of routes. What a resilient group has may be named beside.
var nexthopObject *object

// bucketObject is the buckets of resilient groups.
var bucketObject *object

func init() {
	nexthopObject = &object{
		name: "nexthop", typ: "RTM_NEWNEXTHOP", commands: commandsOf("NEXTHOP"),
		words: map[string]func(*values, any) error{
			"dev":     renamed("NHA_OIF"),
			"gateway": sayNexthopGateway,
			"via":     sayNexthopGateway,
			"proto":   setWord("nh_protocol"),
			"type":    sayGroupType,
			"group":   sayNexthops,
			"encap":   sayEncap("NHA_ENCAP_TYPE", "NHA_ENCAP"),
		},
		paths:  map[string][]string{"dev": {"NHA_OIF"}, "via": {"NHA_GATEWAY"}, "gateway": {"NHA_GATEWAY"}},
		early:  []string{"encap_type"},
		inner:  [][]string{{"NHA_RES_GROUP"}},
		finish: finishNexthop,
		strict: []string{".nh_family", "NHA_OIF", "NHA_FDB"},
		narrow: narrowNexthop,
		one:    oneNexthop,
	}
	delete(nexthopObject.commands, "append")
	bucketObject = &object{
		name: "nexthop bucket", typ: "RTM_NEWNEXTHOPBUCKET", commands: commandsOf("NEXTHOPBUCKET"),
		inner:  [][]string{{"NHA_RES_BUCKET"}},
		words:  map[string]func(*values, any) error{"nhid": renamed("NHA_RES_BUCKET", "NHA_RES_BUCKET_NH_ID")},
		strict: []string{"NHA_ID", "NHA_RES_BUCKET"},
	}
}

// Nexthop carries out a command on a next hop object, which routes refer to by its id: "add", "replace" (or "set"),
// "change", "del" or "get"; "dump" lists them, "flush" removes all that match.
//
//	ip.Nexthop(ctx, "add", iproute.Args{"id": 1, "via": "192.0.2.1", "dev": "eth0"})
//	ip.Nexthop(ctx, "add", iproute.Args{"id": 10, "group": "1,2:5"})
//	ip.Nexthop(ctx, "add", iproute.Args{"id": 11, "group": []int{1, 2}, "type": "resilient", "buckets": 32,
//		"idle_timer": time.Minute})
//	ip.Route(ctx, "add", iproute.Args{"dst": "10.0.0.0/8", "nhid": 10})
//
// The family is that of the gateway, or AF_INET; groups have none.
func (ip *IPRoute) Nexthop(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	if strings.EqualFold(command, "flush") {
		return nil, ip.FlushNexthops(ctx, spec...)
	}
	return ip.do(ctx, nexthopObject, command, spec...)
}

// GetNexthops lists next hop objects. Filters may say of which sort: {"groups": true}, {"fdb": true}, or whose ports
// they lead to: {"master": "br0"}.
func (ip *IPRoute) GetNexthops(ctx context.Context, filters ...Spec) iter.Seq2[NexthopView, error] {
	return views[NexthopView](ip.dump(ctx, nexthopObject, filters))
}

// GetNexthopBuckets lists the buckets of resilient groups: {"id": 11} those of a group, {"nhid": 1} those that are with
// a next hop now.
func (ip *IPRoute) GetNexthopBuckets(ctx context.Context, filters ...Spec) iter.Seq2[NexthopView, error] {
	return views[NexthopView](ip.dump(ctx, bucketObject, filters))
}

// AddNexthop adds a next hop object.
//
//	ip.AddNexthop(ctx, 1, iproute.Via("192.0.2.1"), iproute.LinkRef("eth0"))
func (ip *IPRoute) AddNexthop(ctx context.Context, id uint32, spec ...Spec) error {
	_, err := ip.Nexthop(ctx, "add", append([]Spec{Args{"id": id}}, spec...)...)
	return err
}

// DelNexthop removes a next hop object, and with it the routes that have only this.
func (ip *IPRoute) DelNexthop(ctx context.Context, id uint32) error {
	_, err := ip.Nexthop(ctx, "del", Args{"id": id})
	return err
}

func sayNexthopGateway(v *values, value any) error {
	prefix, err := parsePrefix(value)
	if err == nil && !prefix.IsSingleIP() {
		err = fmt.Errorf("%v is a network: want the address of a gateway", value)
	}
	v.replace(prefix.Addr(), "NHA_GATEWAY")
	return err
}

func sayGroupType(v *values, value any) error {
	if value == "resilient" {
		value = "res"
	}
	v.replace(value, "NHA_GROUP_TYPE")
	return nil
}

// sayNexthops says the next hops of a group: ids with weights, "1,2:5", or as ip-nexthop(8) has them, "1/2,5"; a list of
// ids, or of Args of id and weight.
func sayNexthops(v *values, value any) error {
	if hops, ok := value.([]NexthopGroup); ok {
		v.del("NHA_GROUP")
		giveRecords(v, "NHA_GROUP", hops)
		return nil
	}
	members := severalOf(value)
	if text, ok := value.(string); ok {
		between, before := ",", ":"
		if strings.Contains(text, "/") {
			between, before = "/", ","
		}
		members = nil
		for member := range strings.SplitSeq(text, between) {
			id, weight, ok := strings.Cut(member, before)
			if !ok {
				weight = "1"
			}
			members = append(members, map[string]any{"id": id, "weight": weight})
		}
	}
	group := make([]any, len(members))
	for i, member := range members {
		hop, err := groupMember(member)
		if err != nil {
			return fmt.Errorf("%d: %w", i, err)
		}
		group[i] = hop
	}
	v.replace(group, "NHA_GROUP")
	return nil
}

// groupMember returns a struct nexthop_grp, in which a weight is one less.
func groupMember(member any) (any, error) {
	said, ok := member.(map[string]any)
	if !ok {
		said = map[string]any{"id": member}
	}
	weight := any(1)
	for name, value := range said {
		switch name {
		case "id":
		case "weight":
			weight = value
		default:
			return nil, codec.UnknownName("word for a member of a group", name, []string{"id", "weight"})
		}
	}
	id, err := codec.NumberOf(said["id"], 32)
	if err != nil {
		return nil, fmt.Errorf("id: %w", err)
	}
	n, err := codec.NumberOf(weight, 17)
	if err != nil || n < 1 || n > 1<<16 {
		return nil, fmt.Errorf("want a weight from 1 to 65536, got %s", codec.Describe(weight))
	}
	return map[string]any{"id": id, "weight": (n - 1) & 0xff, "weight_high": (n - 1) >> 8}, nil
}

// finishNexthop says of a next hop what goes without saying. What is deleted or asked for is told by its id alone.
func finishNexthop(v *values) error {
	if !v.command.makes {
		return nil
	}
	family := uint8(linux.AF_INET)
	switch gateway := addrAt(v, "NHA_GATEWAY"); {
	case gateway.IsValid():
		family = familyOf(gateway)
	case v.has("NHA_GROUP"):
		family = linux.AF_UNSPEC
	}
	v.setDefault("nh_family", family)
	if kind, _ := v.get("NHA_GROUP_TYPE"); kind == nil && v.has("NHA_RES_GROUP") {
		v.add("NHA_GROUP_TYPE", "RES")
	}
	return nil
}

// narrowNexthop has the kernel filter by what the objects do not tell in the same words.
func narrowNexthop(v *values, w *wish) error {
	if groups, ok := v.del("NHA_GROUPS"); ok && groups != false {
		w.askFor("NHA_GROUPS", true)
		w.predicates = append(w.predicates, func(m *codec.Message) bool { _, ok := m.Attr("NHA_GROUP"); return ok })
	}
	if stats, ok := v.del("NHA_OP_FLAGS"); ok {
		w.askFor("NHA_OP_FLAGS", stats)
	}
	return w.askForPorts(v, "NHA_MASTER", func(m *codec.Message) uint64 {
		oif, _ := m.Attr("NHA_OIF")
		n, _ := oif.Uint()
		return n
	})
}

// oneNexthop asks for a next hop by its id.
func oneNexthop(v *values, r *codec.Request) bool {
	id, ok := v.get("NHA_ID")
	r.Attrs = []codec.A{{Name: "NHA_ID", Value: id}}
	return ok
}
