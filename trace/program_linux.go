package trace

import (
	"github.com/cilium/ebpf"
	"github.com/cilium/ebpf/asm"
	"golang.org/x/net/bpf"
)

// program returns the filter of a socket, which lets in what a classic one lets in, without one everything, and writes
// a record of that into a ring buffer. The record is on the stack.
func program(o *offsets, ring *ebpf.Map, classic []bpf.Instruction) (asm.Instructions, error) {
	p := assembly{base: asm.RFP, from: pointer - recordLen}
	p.add(asm.Mov.Reg(context, asm.R1))
	if len(classic) > 0 {
		if err := p.filter(classic, "passed"); err != nil {
			return nil, err
		}
	}
	p.add(asm.Mov.Imm(asm.R1, 0).WithSymbol("passed"))
	for offset := int32(0); offset < recordLen; offset += 8 { // the verifier wants all of what is sent to be written
		p.store(offset, asm.R1, asm.DWord)
	}
	p.socket()
	p.task(o)
	p.begin()
	p.send(ring)
	p.add(asm.Mov.Imm32(asm.R0, -1), asm.Return()) // the whole message is let in
	return p.code, nil
}

// send puts the record into the ring buffer. Who has received a message looks; nobody is woken before it is a quarter
// full.
func (p *assembly) send(ring *ebpf.Map) {
	p.add(
		asm.LoadMapPtr(asm.R1, ring.FD()).WithSymbol("send"),
		asm.Mov.Imm(asm.R2, availData), asm.FnRingbufQuery.Call(),
		asm.Mov.Imm(asm.R4, noWakeup), asm.JLT.Imm(asm.R0, ringLen/4, "quiet"), asm.Mov.Imm(asm.R4, forceWakeup),
		asm.LoadMapPtr(asm.R1, ring.FD()).WithSymbol("quiet"),
	)
	p.point(asm.R2, 0)
	p.add(asm.Mov.Imm(asm.R3, recordLen), asm.FnRingbufOutput.Call())
}

// BPF_RB_AVAIL_DATA, BPF_RB_NO_WAKEUP and BPF_RB_FORCE_WAKEUP (linux/bpf.h).
const (
	availData   = 0
	noWakeup    = 1
	forceWakeup = 2
)

// The registers of the program that helpers leave as they are.
const (
	context = asm.R6 // struct __sk_buff
	current = asm.R7 // struct task_struct
	length  = asm.R8 // of the message
)

// socket writes which socket it is, when it is, and how long the message is (struct __sk_buff, linux/bpf.h).
func (p *assembly) socket() {
	p.add(asm.Mov.Reg(asm.R1, context), asm.FnGetSocketCookie.Call())
	p.store(atCookie, asm.R0, asm.DWord)
	p.add(asm.FnKtimeGetNs.Call())
	p.store(atTime, asm.R0, asm.DWord)
	p.add(asm.LoadMem(length, context, 0, asm.Word))
	p.store(atLength, length, asm.Word)
}

// task writes who runs.
func (p *assembly) task(o *offsets) {
	p.add(asm.FnGetCurrentTask.Call(), asm.Mov.Reg(current, asm.R0))
	p.read(atTgid, 4, current, o.tgid)
	p.read(atPid, 4, current, o.pid)
	p.read(atFlags, 4, current, o.flags)
	p.read(atComm, 16, current, o.comm)
	p.read(atStack, 8, current, o.stack)
	p.store(atFrame, asm.RFP, asm.DWord)
	if o.area != 0 {
		p.follow(current, o.area)
		p.read(atArea, 8, asm.R9, o.areaLen)
	}
	p.follow(current, o.cred)
	p.read(atUID, 4, asm.R9, o.uid)
	if o.cgroups != 0 {
		p.follow(current, o.cgroups)
		p.follow(asm.R9, o.cgroup)
		p.follow(asm.R9, o.node)
		p.read(atCgroup, 8, asm.R9, o.id)
	}
}

// begin writes how the message begins, as much of it as there is room for.
func (p *assembly) begin() {
	p.add(
		asm.Mov.Reg(asm.R4, length),
		asm.JLT.Imm(asm.R4, headLen, "short"),
		asm.Mov.Imm(asm.R4, headLen),
		asm.JLT.Imm(asm.R4, 1, "send").WithSymbol("short"), // not JEq: what it says is lost on the verifier of 6.1
		asm.Mov.Reg(asm.R1, context), asm.Mov.Imm(asm.R2, 0),
	)
	p.point(asm.R3, atHead)
	p.add(asm.FnSkbLoadBytes.Call())
}
