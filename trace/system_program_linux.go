package trace

import (
	"github.com/cilium/ebpf"
	"github.com/cilium/ebpf/asm"
	"github.com/cilium/ebpf/btf"
)

// Where the programs of a System write what of a datagram, or of a text of the kernel's, before its octets.
const (
	sysTime      = 0  // CLOCK_MONOTONIC, ns
	sysCgroup    = 8  // of the task
	sysTask      = 16 // tgid and pid
	sysUser      = 24 // gid and uid
	sysHead      = 32 // where the octets are: all copies of a multicast have them at the same place
	sysKind      = 40
	sysNetNS     = 44 // inode number of the namespace of the socket
	sysProtocol  = 48
	sysPort      = 52 // port id of the socket that received it, 0 of the kernel's
	sysLength    = 56 // of the datagram
	sysCopies    = 60 // how many copies there are
	sysComm      = 64
	sysParms     = 80  // struct netlink_skb_parms
	sysLost      = 120 // how many records found no room so far
	sysPayload   = 128 // octets of the datagram
	scratchLen   = 32 << 10
	mostCaptured = scratchLen - sysPayload
)

// The kinds of records.
const (
	kindConsumed = 1 // who received a datagram has read it
	kindDropped  = 2 // nobody will read it
	kindText     = 3 // a text for an extended acknowledgement
)

// skbOffsets is where the kernel that runs has what the programs read of a datagram and its socket.
type skbOffsets struct {
	sk, data, head, len, tail, end, cb int32 // of struct sk_buff
	family, protocol, net              int32 // of struct sock
	inum                               int32 // of struct net
	port                               int32 // of struct netlink_sock
	tgid                               int32 // of struct task_struct
	copies                             int32 // of struct skb_shared_info
	sender, group                      int32 // of struct netlink_skb_parms: port id, multicast group
}

func findSkbOffsets(spec *btf.Spec) (*skbOffsets, error) {
	var o skbOffsets
	err := find(spec, []place{
		{&o.sk, "sk_buff", path{"sk"}}, {&o.data, "sk_buff", path{"data"}}, {&o.head, "sk_buff", path{"head"}},
		{&o.len, "sk_buff", path{"len"}}, {&o.tail, "sk_buff", path{"tail"}}, {&o.end, "sk_buff", path{"end"}},
		{&o.cb, "sk_buff", path{"cb"}},
		{&o.family, "sock", path{"__sk_common", "skc_family"}}, {&o.protocol, "sock", path{"sk_protocol"}},
		{&o.net, "sock", path{"__sk_common", "skc_net", "net"}}, {&o.inum, "net", path{"ns", "inum"}},
		{&o.port, "netlink_sock", path{"portid"}}, {&o.copies, "skb_shared_info", path{"dataref"}},
		{&o.sender, "netlink_skb_parms", path{"portid"}}, {&o.group, "netlink_skb_parms", path{"dst_group"}},
		{&o.tgid, "task_struct", path{"tgid"}},
	})
	if err != nil {
		return nil, err
	}
	return &o, nil
}

// The registers of the programs of a System.
const (
	skb     = asm.R6 // struct sk_buff
	sock    = asm.R7 // struct sock of who received it
	scratch = asm.R8 // the record
)

// system is what the programs of a System share.
type system struct {
	offsets               *skbOffsets
	ring, scratch, missed *ebpf.Map
	own                   int32     // pid of this process, whose traffic is left out
	followed              *ebpf.Map // pids of the processes whose traffic is wanted, nil for all
	cgroup                uint64    // that whose traffic is wanted, 0 for all, and how far below the first it is
	level                 int32
}

// datagrams returns the program for a tracepoint whose first argument is a struct sk_buff that is no longer needed. All
// but datagrams of netlink it lets go at once.
func (s *system) datagrams(kind int32) asm.Instructions {
	o, p := s.offsets, assembly{base: scratch}
	p.add(
		asm.LoadMem(skb, asm.R1, 0, asm.DWord),
		asm.LoadMem(sock, skb, int16(o.sk), asm.DWord),
		asm.JEq.Imm(sock, 0, "end"),
		asm.LoadMem(asm.R1, sock, int16(o.family), asm.Half),
		asm.JNE.Imm(asm.R1, afNetlink, "end"),
	)
	s.task(&p, kind)
	p.add(asm.LoadMem(asm.R1, sock, int16(o.protocol), asm.Half))
	p.store(sysProtocol, asm.R1, asm.Word)
	p.follow(sock, o.net)
	p.read(sysNetNS, 4, asm.R9, o.inum)
	p.read(sysPort, 4, sock, o.port)
	p.read(sysParms, 40, skb, o.cb)
	p.octets(o)
	s.output(&p)
	return p.code
}

// afNetlink is AF_NETLINK (linux/socket.h).
const afNetlink = 16

// task finds room for the record, if it is wanted, and writes when it is and who runs.
func (s *system) task(p *assembly, kind int32) {
	p.add(asm.FnGetCurrentPidTgid.Call(), asm.Mov.Reg(asm.R9, asm.R0), asm.RSh.Imm(asm.R0, 32),
		asm.JEq.Imm(asm.R0, s.own, "end"))
	if s.followed != nil {
		p.add(asm.StoreMem(asm.RFP, key, asm.R0, asm.Word))
		p.lookup(s.followed)
	}
	if s.cgroup != 0 {
		p.add(asm.Mov.Imm(asm.R1, s.level), asm.FnGetCurrentAncestorCgroupId.Call(),
			asm.LoadImm(asm.R1, int64(s.cgroup), asm.DWord), asm.JNE.Reg(asm.R0, asm.R1, "end"))
	}
	p.add(asm.StoreImm(asm.RFP, key, 0, asm.Word))
	p.lookup(s.scratch)
	p.add(asm.Mov.Reg(scratch, asm.R0))
	p.lookup(s.missed)
	p.add(asm.LoadMem(asm.R1, asm.R0, 0, asm.DWord))
	p.store(sysLost, asm.R1, asm.DWord)
	p.store(sysTask, asm.R9, asm.DWord)
	for _, w := range []struct {
		at     int32
		helper asm.BuiltinFunc
	}{
		{sysTime, asm.FnKtimeGetNs}, {sysCgroup, asm.FnGetCurrentCgroupId}, {sysUser, asm.FnGetCurrentUidGid},
	} {
		p.add(w.helper.Call())
		p.store(w.at, asm.R0, asm.DWord)
	}
	p.point(asm.R1, sysComm)
	p.add(asm.Mov.Imm(asm.R2, 16), asm.FnGetCurrentComm.Call(), asm.Mov.Imm(asm.R1, kind))
	p.store(sysKind, asm.R1, asm.Word)
}

// octets writes those of the datagram. Of a request, which the kernel takes off the front while it works, all that is
// between head and tail is it.
func (p *assembly) octets(o *skbOffsets) {
	p.add(
		asm.LoadMem(asm.R1, skb, int16(o.head), asm.DWord),
		asm.LoadMem(asm.R2, skb, int16(o.end), asm.Word),
		asm.Mov.Reg(asm.R9, asm.R1),
	)
	p.store(sysHead, asm.R1, asm.DWord)
	p.add(asm.Add.Reg(asm.R9, asm.R2))
	p.read(sysCopies, 4, asm.R9, o.copies)
	p.add(
		asm.LoadMem(asm.R3, skb, int16(o.data), asm.DWord),
		asm.LoadMem(asm.R9, skb, int16(o.len), asm.Word),
		asm.JNE.Imm(asm.R9, 0, "known"),
		asm.LoadMem(asm.R3, skb, int16(o.head), asm.DWord),
		asm.LoadMem(asm.R9, skb, int16(o.tail), asm.Word),
	)
	p.add(asm.StoreMem(p.base, sysLength, asm.R9, asm.Word).WithSymbol("known"))
	p.add(asm.JLE.Imm(asm.R9, mostCaptured, "fits"), asm.Mov.Imm(asm.R9, mostCaptured))
	p.add(asm.Mov.Reg(asm.R1, p.base).WithSymbol("fits"), asm.Add.Imm(asm.R1, sysPayload), asm.Mov.Reg(asm.R2, asm.R9),
		asm.FnProbeReadKernel.Call())
}

// texts returns the program for the tracepoint netlink_extack, whose argument is a text.
func (s *system) texts() asm.Instructions {
	const most = 256
	p := assembly{base: scratch}
	p.add(asm.LoadMem(skb, asm.R1, 0, asm.DWord))
	s.task(&p, kindText)
	p.add(asm.Mov.Reg(asm.R1, scratch), asm.Add.Imm(asm.R1, sysPayload), asm.Mov.Imm(asm.R2, most),
		asm.Mov.Reg(asm.R3, skb), asm.FnProbeReadKernelStr.Call(), asm.Mov.Reg(asm.R9, asm.R0),
		asm.JSLT.Imm(asm.R9, 1, "end"), asm.JGT.Imm(asm.R9, most, "end"))
	p.store(sysLength, asm.R9, asm.Word)
	s.output(&p)
	return p.code
}

// output puts the record into the ring buffer, with as many octets as R9 says, or counts it where there is no room.
func (s *system) output(p *assembly) {
	p.add(
		asm.LoadMapPtr(asm.R1, s.ring.FD()), asm.Mov.Reg(asm.R2, scratch), asm.Mov.Reg(asm.R3, asm.R9),
		asm.Add.Imm(asm.R3, sysPayload), asm.Mov.Imm(asm.R4, 0), asm.FnRingbufOutput.Call(),
		asm.JEq.Imm(asm.R0, 0, "end"), asm.StoreImm(asm.RFP, key, 0, asm.Word),
	)
	p.lookup(s.missed)
	p.add(asm.Mov.Imm(asm.R1, 1), asm.StoreXAdd(asm.R0, asm.R1, asm.DWord))
	p.end()
}

// key is where on the stack the key of a map is.
const key = -4

// lookup leaves in R0 where the value of a map's key is, and ends the program if there is none.
func (p *assembly) lookup(m *ebpf.Map) {
	p.add(asm.LoadMapPtr(asm.R1, m.FD()), asm.Mov.Reg(asm.R2, asm.RFP), asm.Add.Imm(asm.R2, key),
		asm.FnMapLookupElem.Call(), asm.JEq.Imm(asm.R0, 0, "end"))
}

func (p *assembly) end() { p.add(asm.Mov.Imm(asm.R0, 0).WithSymbol("end"), asm.Return()) }
