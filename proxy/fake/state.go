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
			for _, rt := range k.tables[tableKey{family, id}].sorted() {
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
	l.kind, l.carrier, l.given = kd, fresh.carrier, len(d.Address) > 0
	l.admin = fresh.admin | d.Flags&^iffVolatile
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
	k.appear(&l)
	if peer := k.link(l.Parent); kd.name == "veth" && peer != nil {
		peer.Parent = l.Index
	}
	k.tellLink(&l, ^uint32(0), cause{})
	k.upDone(&l)
	return l.Index, nil
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
	if a.local().Is4() {
		k.makeAddr4(l, &a)
	}
	k.insertAddr(&a)
	k.tellAddr("RTM_NEWADDR", &a, cause{})
	k.addAddrRoutes(l, &a)
	return nil
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
	if rt.Table == 0 {
		rt.Table = tableMain
	}
	if rt.Type == 0 {
		rt.Type = typeUnicast
	}
	if err := k.fits(routeMessage("RTM_NEWROUTE", &rt)); err != nil {
		return err
	}
	k.table(familyOf(rt.Dst.Addr()), rt.Table).insert(&rt)
	k.tellRoute("RTM_NEWROUTE", &rt, codec.FlagCreate, cause{})
	return nil
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
	k.insertRule(&d)
	k.tellRule("RTM_NEWRULE", &d, cause{})
	return nil
}

// AddNeighbour adds a neighbour as it is described.
func (k *Kernel) AddNeighbour(d Neighbour) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case !d.Dst.IsValid():
		return errors.New("fake kernel: a neighbour has no Dst")
	case k.link(d.Link) == nil:
		return fmt.Errorf("fake kernel: neighbour %v: link %d is not there", d.Dst, d.Link)
	case k.neighbour(&d) != nil:
		return fmt.Errorf("fake kernel: neighbour %v: link %d has it already", d.Dst, d.Link)
	}
	d.Address = slices.Clone(d.Address)
	if err := k.fits(neighMessage("RTM_NEWNEIGH", &d)); err != nil {
		return err
	}
	k.neighbours = append(k.neighbours, &d)
	k.tellNeigh("RTM_NEWNEIGH", &d, cause{})
	return nil
}
