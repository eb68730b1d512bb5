package monitor

import (
	"bytes"
	"fmt"
	"os"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/follow"
)

// cause returns who made a change, as far as is known: who was seen to do it, the process of a commit of nft, or the
// owner of the port id that the event has.
func (s *source) cause(c *follow.Change) Cause {
	switch noted, ok := c.Note.(*Cause); {
	case c.Event == nil:
		return Cause{UID: -1}
	case s.recorded != nil:
		return s.recordedCause
	case ok:
		return *noted
	case s.commit.Known() && ofCommit(c.Event):
		return s.commit
	}
	return s.owners.of(c.Event.Header().PortID, c.From.Time)
}

// owners finds the processes that have port ids.
type owners struct {
	port  uint32
	since time.Time
	last  Cause
}

const (
	// maxPid is more than any process id (PID_MAX_LIMIT of linux/threads.h): larger port ids were made up.
	maxPid = 4 << 20
	// ownerLasts is how long it is taken for granted that a port id is still that of the same process.
	ownerLasts = time.Second
)

// of returns the owner of a port id: the kernel makes it of the process's id, unless that has another socket. The
// process may have ended.
func (o *owners) of(port uint32, now time.Time) Cause {
	if port == 0 || port >= maxPid {
		return Cause{UID: -1}
	}
	if port != o.port || now.Sub(o.since) > ownerLasts {
		comm, _ := os.ReadFile(fmt.Sprintf("/proc/%d/comm", port))
		o.port, o.since = port, now
		o.last = Cause{Pid: int(port), UID: -1, Comm: string(bytes.TrimSuffix(comm, []byte("\n")))}
	}
	return o.last
}

// mostHeld is how many events of a commit of nft are held until it is known who made it.
const mostHeld = 1 << 14

// holds reports whether an event is held back: one of nft, and what comes after it, until the last of its commit,
// NFT_MSG_NEWGEN, tells who made it. Then, and where events were lost, all that are held are ripe.
func (s *source) holds(c *follow.Change) bool {
	if s.protocol != linux.NETLINK_NETFILTER || s.recorded != nil || c.Note != nil ||
		len(s.held) == 0 && !ofCommit(c.Event) {
		return false
	}
	kept := *c
	if c.Event != nil {
		kept.Event = c.Event.Clone()
	}
	s.held = append(s.held, kept)
	switch {
	case ofCommit(c.Event) && c.Event.Name() == "NFT_MSG_NEWGEN":
		pid, _ := c.Event.Attr("NFTA_GEN_PROC_PID")
		comm, _ := c.Event.Attr("NFTA_GEN_PROC_NAME")
		v, _ := pid.Uint()
		s.commit = Cause{Pid: int(v), UID: -1, Comm: comm.Text()}
	case c.Op != follow.Lost && len(s.held) < mostHeld:
		return true
	}
	s.ripe, s.held = s.held, nil
	return true
}

// ofCommit reports whether an event is one of a commit of nft; nil is not.
func ofCommit(m *codec.Message) bool {
	return m != nil && m.Header().Type>>8 == linux.NFNL_SUBSYS_NFTABLES
}
