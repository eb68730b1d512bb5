package proxy

import (
	"bytes"
	"errors"
	"slices"
	"syscall"
)

// notifyGroup is the group "nlctrl/notify" of generic netlink, which has the number of the family (GENL_ID_CTRL).
const notifyGroup = 16

// joinNews has the groups of a generic netlink family joined that are made later; "": those of all. If the news of them
// may not be heard there are none.
func (s *Socket) joinNews(sub *Subscription, family string) error {
	if err := s.join(notifyGroup); err != nil {
		return unless(errors.Is(err, syscall.EPERM), err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	sub.news = append(sub.news, family)
	return nil
}

// forgetNews undoes joinNews, for all families if the name is "", and returns the groups to leave. The mutex is held.
func (sub *Subscription) forgetNews(family string) (leave []uint32) {
	sub.news = slices.DeleteFunc(sub.news, func(n string) bool {
		forget := family == "" || n == family
		if forget {
			leave = append(leave, notifyGroup)
		}
		return forget
	})
	return leave
}

// announce has the groups that the controller announces joined by the subscriptions that want them. The mutex is held.
func (s *Socket) announce(datagram []byte) {
	for _, sub := range s.subs {
		if len(sub.news) > 0 && !sub.left && !s.isClosed() {
			news := bytes.Clone(datagram)
			sub.joins.Go(func() { s.joinAnnounced(sub, news) })
		}
	}
}

// joinAnnounced joins the groups that a subscription wants of those that the controller tells of.
func (s *Socket) joinAnnounced(sub *Subscription, datagram []byte) {
	for m := range s.Messages(datagram) {
		name, _ := m.Attr("CTRL_ATTR_FAMILY_NAME")
		if m.Name() != "CTRL_CMD_NEWFAMILY" && m.Name() != "CTRL_CMD_NEWMCAST_GRP" || !sub.wantsNews(name.Text()) {
			continue
		}
		s.resolver.Learn(s.registry, m)
		for _, g := range s.familyGroups(m) {
			if !sub.in(g.Number) {
				_ = s.joinFor(sub, g.Number) // it may be gone again, or not be for everybody: Groups tells
			}
		}
	}
}

// wantsNews tells whether the groups of a family that are made later are joined.
func (sub *Subscription) wantsNews(family string) bool {
	sub.socket.mu.Lock()
	defer sub.socket.mu.Unlock()
	return slices.ContainsFunc(sub.news, func(n string) bool { return n == "" || n == family })
}

// in tells whether the subscription has joined a group.
func (sub *Subscription) in(group uint32) bool {
	sub.socket.mu.Lock()
	defer sub.socket.mu.Unlock()
	return slices.Contains(sub.groups, group)
}
