package iproute

import (
	"context"
	"errors"
	"iter"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/iproute/internal/tc"
)

// actionObject is actions that stand alone, so that several filters can have them by their index.
var actionObject *object

func init() {
	// flush is NLM_F_ROOT: all of a kind.
	const flush = codec.FlagRoot
	actionObject = &object{
		name: "action", typ: "RTM_NEWACTION", early: []string{"kind"},
		commands: map[string]command{
			"add":     {"RTM_NEWACTION", create, true},
			"change":  {"RTM_NEWACTION", replace, true},
			"replace": {"RTM_NEWACTION", replace, true},
			"del":     {typ: "RTM_DELACTION"}, "delete": {typ: "RTM_DELACTION"}, "remove": {typ: "RTM_DELACTION"},
			"flush": {typ: "RTM_DELACTION", flags: flush},
			"get":   {typ: "RTM_GETACTION"},
		},
		words: map[string]func(*values, any) error{
			"kind":    renamed("TCA_KIND"),
			"index":   renamed("TCA_ACT_INDEX"),
			"cookie":  renamed("TCA_ACT_COOKIE"),
			"actions": sayActions,
		},
		options: func(v *values) *tc.Options { return v.optionsOf(tc.Action) },
		finish:  finishAction,
	}
}

// Action carries out a command on an action that stands alone: "add", "change", "replace", "del" or "get", which tell
// it by kind and index, or "flush", which removes all of a kind that no filter has. Words are those of the action in a
// filter; "actions" is a list of several.
//
//	ip.Action(ctx, "add", iproute.Args{"kind": "police", "index": 3, "rate": "1mbit", "burst": "10k"})
//	ip.Action(ctx, "flush", iproute.Args{"kind": "gact"})
func (ip *IPRoute) Action(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	return ip.do(ctx, actionObject, command, spec...)
}

// sayActions says several actions.
func sayActions(v *values, value any) error {
	list, err := tc.ActionList(value)
	v.replace(list, "TCA_ROOT_TAB")
	return err
}

// finishAction makes of what was said of one action a list of it.
func finishAction(v *values) error {
	o := v.optionsOf(tc.Action)
	if v.has("TCA_ROOT_TAB") {
		if o != nil {
			return errors.New("want either one action or a list")
		}
		return finishActions(v.attrs)
	}
	if o == nil {
		return errors.New("the kind is missing")
	}
	action := []codec.A{{Name: "TCA_ACT_KIND", Value: o.Kind()}}
	index, hasIndex := v.del("TCA_ACT_INDEX")
	switch {
	case v.command.makes:
		if hasIndex {
			if _, err := o.Say("index", index); err != nil {
				return err
			}
		}
		if err := o.Finish(); err != nil {
			return err
		}
		action = append(action, codec.A{Name: "TCA_ACT_OPTIONS", Value: o.Value()})
	case hasIndex:
		action = append(action, codec.A{Name: "TCA_ACT_INDEX", Value: index})
	case v.command.flags == 0:
		return errors.New("the index is missing")
	}
	if cookie, ok := v.del("TCA_ACT_COOKIE"); ok {
		action = append(action, codec.A{Name: "TCA_ACT_COOKIE", Value: cookie})
	}
	v.del("TCA_KIND")
	v.del("TCA_OPTIONS")
	v.add("TCA_ROOT_TAB", []codec.A{{Name: "1", Value: action}})
	return nil
}

// GetActions lists the actions of a kind that stand alone or that filters have.
//
//	for a, err := range ip.GetActions(ctx, "police") {
func (ip *IPRoute) GetActions(ctx context.Context, kind string) iter.Seq2[ActionView, error] {
	const large = 1 // TCA_ACT_FLAG_LARGE_DUMP_ON (linux/rtnetlink.h): more than 32 to a message
	request := &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_GETACTION",
		Attrs: []codec.A{
			{Name: "TCA_ROOT_TAB", Value: []codec.A{{Name: "1", Value: []codec.A{{Name: "TCA_ACT_KIND",
				Value: kind}}}}},
			{Name: "TCA_ROOT_FLAGS", Value: map[string]any{"value": large, "selector": large}},
		},
	}
	return func(yield func(ActionView, error) bool) {
		for m, err := range ip.s.Dump(ctx, request) {
			if err != nil {
				yield(ActionView{}, &Error{Call: "action dump", Err: err})
				return
			}
			for action := range asNest[ActionsView](m.Root()).Tab() {
				if !yield(action, nil) {
					return
				}
			}
		}
	}
}
