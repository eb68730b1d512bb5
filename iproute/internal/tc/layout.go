package tc

import (
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/rtnl/tc"
)

// objects is where the options of objects are: the message, and the attribute.
var objects = [...]struct{ message, options string }{
	Qdisc:  {"RTM_NEWQDISC", "TCA_OPTIONS"},
	Class:  {"RTM_NEWTCLASS", "TCA_OPTIONS"},
	Filter: {"RTM_NEWTFILTER", "TCA_OPTIONS"},
	Action: {"RTM_NEWACTION", "TCA_ACT_OPTIONS"},
}

// layoutOf returns the layout of the options of a kind, nil if the tables have none.
func layoutOf(of Object, kind string) *codec.Spec {
	i := slices.IndexFunc(tc.Messages, func(t *codec.MessageType) bool { return t.Name == objects[of].message })
	set := tc.Messages[i].Set
	if of == Action {
		tab, _ := set.Number("TCA_ROOT_TAB")
		set = set.Attrs[tab].Elem.Set
	}
	n, _ := set.Number(objects[of].options)
	for _, c := range set.Attrs[n].Select.Cases() {
		if c.Name == kind {
			return c.Spec
		}
	}
	return nil
}
