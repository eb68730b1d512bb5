package brief

import "github.com/nlkit/nlkit/codec"

// genlFamilyWords is families of generic netlink, as their controller tells of them.
var genlFamilyWords = &words{list: append(say("CTRL_ATTR_", "FAMILY_NAME", "", "FAMILY_ID", "id", "VERSION", "version",
	"HDRSIZE", "hdrsize", "OP", "op", "POLICY", "policy", "OP_POLICY", "op_policy"),
	word{attr: "CTRL_ATTR_MCAST_GROUPS", say: "groups", how: genlGroups})}

// genlGroups says the names of multicast groups.
func genlGroups(_ *writer, dst []byte, as *word, a codec.Attr) []byte {
	dst = append(append(dst, ' '), as.say...)
	for c, ok := a.First(); ok; c, ok = c.Next() {
		if name, ok := c.Attr("CTRL_ATTR_MCAST_GRP_NAME"); ok {
			dst = codec.AppendReadable(append(dst, ' '), text(name))
		}
	}
	return dst
}
