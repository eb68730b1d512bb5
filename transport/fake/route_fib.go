package fake

import (
	"net/netip"
	"slices"
	"syscall"
)

// flow is what is looked up in the routing tables.
type flow struct {
	dst, src netip.Addr
	link     int // through which it has to be, if it is not 0
	scope    uint8
	tos      uint8
	mark     uint32
	protocol uint8
	in       int // the link that it came from; 0 is this host
}

// fibResult is a route that was found, and which of its next hops.
type fibResult struct {
	*Route
	at     int
	prefix netip.Prefix
	table  uint32
}

func (f fibResult) hop() NextHop { return f.Hops[f.at] }

// errorOf is the error of routes that lead nowhere, nil for the others.
func errorOf(typ uint8) error {
	switch typ {
	case typeBlackhole, typeNAT, typeLast:
		return refuse(einval)
	case typeUnreachable:
		return refuse(ehostunreach)
	case typeProhibit:
		return refuse(eacces)
	case typeThrow:
		return refuse(eagain)
	}
	return nil
}

func isErrno(err error, errno syscall.Errno) bool { return failureOf(err).Errno == errno }

// fib looks an IPv4 address up as the rules say.
func (k *Kernel) fib(f flow) (fibResult, error) {
	find := k.fibByRules
	if !k.customRules[afInet] {
		find = k.fibByDefault
	}
	found, err := find(f)
	if isErrno(err, eagain) {
		err = refuse(enetunreach)
	}
	return found, err
}

// fibByDefault looks an address up without rules of anybody's.
func (k *Kernel) fibByDefault(f flow) (fibResult, error) {
	found, err := k.lookup(tableMain, f)
	if err == nil || k.tables[tableKey{afInet, tableDefault}] == nil {
		return found, err
	}
	return k.lookup(tableDefault, f)
}

func (k *Kernel) fibByRules(f flow) (fibResult, error) {
	for i := 0; i < len(k.rules); i++ {
		u := k.rules[i]
		if u.Family != afInet || !k.matches(u, f) {
			continue
		}
		found, err := fibResult{}, error(nil)
		switch u.Action {
		case ruleGoto:
			if to := k.gotoTarget(u); to >= 0 {
				i = to - 1
			}
			continue
		case ruleNop:
			continue
		case ruleToTable:
			if found, err = k.lookup(u.Table, f); err == nil && u.suppresses(found) {
				continue
			}
		case ruleUnreachable:
			err = refuse(enetunreach)
		case ruleProhibit:
			err = refuse(eacces)
		default:
			err = refuse(einval)
		}
		if !isErrno(err, eagain) {
			return found, err
		}
	}
	return fibResult{}, refuse(eagain)
}

// trie returns the tables that are searched for one: the local and the main table are one until somebody makes rules.
func (k *Kernel) trie(id uint32) (list []*table) {
	ids := []uint32{id}
	if !k.customRules[afInet] && (id == tableLocal || id == tableMain) {
		ids = []uint32{tableLocal, tableMain}
	}
	for _, id := range ids {
		if t := k.tables[tableKey{afInet, id}]; t != nil {
			list = append(list, t)
		}
	}
	return list
}

// lookup finds the route to an IPv4 address in a table: that with the longest prefix. Without one the error is EAGAIN.
func (k *Kernel) lookup(id uint32, f flow) (fibResult, error) {
	tables := k.trie(id)
	for bits := 32; bits >= 0; bits-- {
		prefix := netip.PrefixFrom(f.dst, bits).Masked()
		for _, t := range tables {
			for _, rt := range t.routes[prefix] {
				if rt.TOS != 0 && rt.TOS != f.tos&^ecnBits || rt.Scope < f.scope {
					continue
				}
				if err := errorOf(rt.Type); err != nil {
					return fibResult{}, err
				}
				if at := rt.usable(f.link); at >= 0 {
					return fibResult{rt, at, prefix, id}, nil
				}
			}
		}
	}
	return fibResult{}, refuse(eagain)
}

// usable returns which of the next hops of a route can be taken, through a link if that is not 0; -1 for none.
func (rt *Route) usable(link int) int {
	return slices.IndexFunc(rt.Hops, func(h NextHop) bool {
		return h.Flags&hopDead == 0 && (link == 0 || h.Link == link)
	})
}
