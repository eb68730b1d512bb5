package fake

import (
	"errors"
	"fmt"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// Links returns the links by index. What it returns is the caller's, as with the methods below.
func (k *Kernel) Links() (list []Link) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, l := range k.links {
		c := *l
		c.AltNames, c.Address, c.Broadcast = slices.Clone(l.AltNames), slices.Clone(l.Address),
			slices.Clone(l.Broadcast)
		c.Flags, c.OperState = l.flags(), l.operState()
		list = append(list, c)
	}
	return list
}

// Addrs returns the addresses, link by link, IPv4 before IPv6.
func (k *Kernel) Addrs() (list []Addr) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, l := range k.links {
		for _, family := range families {
			for _, a := range k.addrsOf(l.Index, family) {
				list = append(list, *a)
			}
		}
	}
	return list
}

// Routes returns the routes in the order of a dump, IPv4 before IPv6.
func (k *Kernel) Routes() (list []Route) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, family := range families {
		for _, id := range k.tablesOf(family) {
			for _, rt := range k.listed(tableKey{family, id}) {
				c := *rt
				c.Hops, c.Metrics = slices.Clone(rt.Hops), slices.Clone(rt.Metrics)
				list = append(list, c)
			}
		}
	}
	return list
}

// Rules returns the rules by family and priority.
func (k *Kernel) Rules() (list []Rule) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, u := range k.rules {
		list = append(list, *u)
	}
	return list
}

// Neighbours returns the neighbours in the order in which they came.
func (k *Kernel) Neighbours() (list []Neighbour) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, n := range k.neighbours {
		c := *n
		c.Address = slices.Clone(n.Address)
		list = append(list, c)
	}
	return list
}

// AddLink adds a link as it is described, without what a request would check, and returns its index: the one that is
// given, or the next. Flags counts as far as a request could set it; Parent of a veth is its other end, which is made
// before it. Sockets that listen are told, as with the methods below.
func (k *Kernel) AddLink(d Link) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	kd := kinds[d.Kind]
	switch {
	case kd == nil || d.Kind == loopback || kd.refused != "":
		return 0, fmt.Errorf("fake kernel: link %s: there is no kind %q", d.Name, d.Kind)
	case !validName(d.Name) || k.linkNamed(d.Name) != nil:
		return 0, fmt.Errorf("fake kernel: link %q: the name is taken or not allowed", d.Name)
	case kd.lower && k.link(d.Parent) == nil:
		return 0, fmt.Errorf("fake kernel: link %s: the link %d that it stands on is not there", d.Name, d.Parent)
	case d.Master != 0 && (k.link(d.Master) == nil || !k.link(d.Master).kind.master):
		return 0, fmt.Errorf("fake kernel: link %s: link %d is no master, or is not there", d.Name, d.Master)
	case d.Index < 0 || k.link(d.Index) != nil:
		return 0, fmt.Errorf("fake kernel: link %s: index %d is taken or not allowed", d.Name, d.Index)
	}
	fresh := newLink(kd)
	l := d
	l.kind, l.carrier, l.given, l.admin = kd, fresh.carrier, len(d.Address) > 0, fresh.admin
	if l.MTU == 0 {
		l.MTU = kd.mtu
	}
	if l.TxQLen == 0 {
		l.TxQLen = kd.queue
	}
	k.fillAddress(&l)
	l.AltNames = slices.Clone(d.AltNames)
	if err := k.fits(k.linkMessage("RTM_NEWLINK", &l, 0)); err != nil {
		return 0, err
	}
	if err := k.appear(&l); err != nil {
		return 0, fmt.Errorf("fake kernel: link %s: %w", d.Name, err)
	}
	k.placeLink(&l, fresh.admin|d.Flags&iffSettable)
	return l.Index, nil
}

// placeLink has a link that was described take part.
func (k *Kernel) placeLink(l *Link, flags uint32) {
	if l.Kind == "veth" {
		k.setCarrier(l, false)
		if peer := k.link(l.Parent); peer != nil {
			peer.Parent = l.Index
		}
	}
	master := l.Master
	l.Master = 0
	before := l.admin
	_ = k.applyFlags(l, flags) // which a veth without its other end, or a vlan on a link that is down, ignores
	k.flagsChanged(l, before, ^uint32(0), cause{})
	if master != 0 {
		_ = k.setMaster(l, master) // that it can be was looked at
	}
	k.settleCarriers()
}

// fits tells what of a description no message can hold.
func (k *Kernel) fits(m *codec.Request) error {
	if _, err := k.tryEncode(m); err != nil {
		return fmt.Errorf("fake kernel: %w", err)
	}
	return nil
}

// AddAddr adds an address as it is described, and the routes that come with it.
func (k *Kernel) AddAddr(d Addr) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	l := k.link(d.Link)
	a := d
	switch {
	case !a.Prefix.IsValid():
		return errors.New("fake kernel: an address has no Prefix")
	case l == nil:
		return fmt.Errorf("fake kernel: address %v: link %d is not there", d.Prefix, d.Link)
	case k.addrLike(&a) != nil:
		return fmt.Errorf("fake kernel: address %v: link %d has it already", d.Prefix, d.Link)
	}
	if err := k.fits(addrMessage("RTM_NEWADDR", &a)); err != nil {
		return err
	}
	if a.Valid == 0 {
		a.Flags, a.Valid, a.Preferred = a.Flags|ifaPermanent, forever, forever
	}
	if a.local().Is6() {
		k.insertAddr6(l, &a)
		return nil
	}
	if a.Label == "" {
		a.Label = l.Name
	}
	if err := k.insertAddr4(l, &a, cause{}); err != nil {
		return fmt.Errorf("fake kernel: address %v: %w", d.Prefix, err)
	}
	return nil
}

// addrLike returns the address that the kernel takes for the same as another one, or nil.
func (k *Kernel) addrLike(a *Addr) *Addr {
	if a.local().Is6() {
		return k.addrLike6(a.Link, a.local())
	}
	return k.addrLike4(a)
}

// AddRoute adds a route as it is described. Table 0 is the main table, Type 0 unicast.
func (k *Kernel) AddRoute(d Route) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !d.Dst.IsValid() {
		return errors.New("fake kernel: a route has no Dst")
	}
	rt := d
	rt.Dst, rt.Hops, rt.Metrics = d.Dst.Masked(), slices.Clone(d.Hops), slices.Clone(d.Metrics)
	if rt.Type == typeLocal && rt.Scope == 0 && rt.Dst.Addr().Is4() {
		rt.Scope = scopeHost
	}
	if rt.Table == 0 {
		rt.Table = tableMain
	}
	if rt.Type == 0 {
		rt.Type = typeUnicast
	}
	if err := k.fits(routeMessage("RTM_NEWROUTE", &rt)); err != nil {
		return err
	}
	for _, rt := range asListed(&rt) {
		k.table(familyOf(rt.Dst.Addr()), rt.Table).insert(rt)
	}
	k.tellRoute("RTM_NEWROUTE", &rt, codec.FlagCreate, cause{})
	return nil
}

// asListed returns a route as its table holds it: in IPv6 each next hop is a route.
func asListed(rt *Route) (list []*Route) {
	if rt.Dst.Addr().Is4() {
		for i := range rt.Hops {
			rt.Hops[i].scope = scopeOfHop(rt, rt.Hops[i])
		}
		return []*Route{rt}
	}
	if len(rt.Hops) == 0 {
		rt.Hops = []NextHop{{Link: loopbackIndex}}
	}
	for _, h := range slices.Backward(rt.Hops) {
		one := *rt
		one.Hops = []NextHop{h}
		list = append(list, &one)
	}
	return list
}

func scopeOfHop(rt *Route, h NextHop) uint8 {
	switch {
	case rt.Scope == scopeHost:
		return scopeNowhere
	case h.Gateway.IsValid():
		return scopeLink
	}
	return scopeHost
}

// AddRule adds a rule as it is described.
func (k *Kernel) AddRule(d Rule) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if d.Family != afInet && d.Family != afInet6 {
		return fmt.Errorf("fake kernel: a rule of family %d: only AF_INET (2) and AF_INET6 (10) have rules", d.Family)
	}
	if err := k.fits(k.ruleMessage("RTM_NEWRULE", &d)); err != nil {
		return err
	}
	d.in, d.out, d.suppress = k.namedIndex(d.IIF), k.namedIndex(d.OIF), -1
	k.customRules[d.Family] = true
	k.insertRule(&d)
	k.tellRule("RTM_NEWRULE", &d, cause{})
	return nil
}

// AddNeighbour adds a neighbour as it is described. One with an address and no state is permanent.
func (k *Kernel) AddNeighbour(d Neighbour) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case !d.Dst.IsValid():
		return errors.New("fake kernel: a neighbour has no Dst")
	case k.link(d.Link) == nil:
		return fmt.Errorf("fake kernel: neighbour %v: link %d is not there", d.Dst, d.Link)
	case k.neighbour(d.Link, d.Dst) != nil && d.Flags&ntfProxy == 0:
		return fmt.Errorf("fake kernel: neighbour %v: link %d has it already", d.Dst, d.Link)
	}
	d.Address, d.typ = slices.Clone(d.Address), typeUnicast
	if d.State == 0 && d.Address != nil {
		d.State = nudPermanent
	}
	if err := k.fits(neighMessage("RTM_NEWNEIGH", &d)); err != nil {
		return err
	}
	k.neighbours = append(k.neighbours, &d)
	k.tellNeigh("RTM_NEWNEIGH", &d, cause{})
	return nil
}
