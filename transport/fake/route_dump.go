package fake

import (
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// dumpRoutes is RTM_GETROUTE of many.
func (k *Kernel) dumpRoutes(r *request) (list []*codec.Request, err error) {
	f := routeFilter{}
	if k.strict() && len(r.raw) >= codec.HeaderLen+12 {
		if f, err = k.readRouteFilter(r); err != nil {
			return nil, err
		}
	}
	for _, family := range families {
		if !r.wants(family) {
			continue
		}
		if f.table != 0 && k.tables[tableKey{family, f.table}] == nil && bitsOf(r.family()) != 0 {
			return nil, refuseText(enoent, ipWord(family)+"FIB table does not exist")
		}
		for _, id := range k.tablesOf(family) {
			if f.table != 0 && f.table != id {
				continue
			}
			for _, rt := range k.listed(tableKey{family, id}) {
				if f.wants(rt) {
					list = append(list, routeMessage("RTM_NEWROUTE", rt))
				}
			}
		}
	}
	return list, nil
}

// routeFilter is what a request for a dump wants; 0 wants all.
type routeFilter struct {
	table         uint32
	protocol, typ uint8
	link          int
}

func (f routeFilter) wants(rt *Route) bool {
	return (f.protocol == 0 || f.protocol == rt.Protocol) && (f.typ == 0 || f.typ == rt.Type) &&
		(f.link == 0 || slices.ContainsFunc(rt.Hops, func(h NextHop) bool { return h.Link == f.link }))
}

func (k *Kernel) readRouteFilter(r *request) (routeFilter, error) {
	f := routeFilter{
		table: r.numberOr(uint32(r.field("rtm_table")), "RTA_TABLE"), protocol: uint8(r.field("rtm_protocol")),
		typ: uint8(r.field("rtm_type")), link: int(r.numberOr(0, "RTA_OIF")),
	}
	if !r.onlyZero("rtm_dst_len", "rtm_src_len", "rtm_tos", "rtm_scope") {
		return f, refuseText(einval, "Invalid values in header for FIB dump request")
	}
	if r.field("rtm_flags")&^(cloned|0x100) != 0 {
		return f, refuseText(einval, "Invalid flags for FIB dump request")
	}
	if err := r.checkStrictly("Unsupported attribute in dump request", "RTA_TABLE", "RTA_OIF"); err != nil {
		return f, err
	}
	if _, ok := r.Attr("RTA_OIF"); ok && k.link(f.link) == nil {
		return f, refuse(enodev)
	}
	return f, nil
}
