package trace

import "github.com/cilium/ebpf/asm"

// forks returns the program for the tracepoint sched_process_fork, whose second argument is a new task: it is followed
// if the one that makes it is.
func (s *system) forks() asm.Instructions {
	const child, value = asm.R6, key - 4
	var p assembly
	p.add(asm.LoadMem(child, asm.R1, 8, asm.DWord), asm.FnGetCurrentPidTgid.Call(), asm.RSh.Imm(asm.R0, 32),
		asm.StoreMem(asm.RFP, key, asm.R0, asm.Word))
	p.lookup(s.followed)
	p.add(
		asm.LoadMem(asm.R1, child, int16(s.offsets.tgid), asm.Word), asm.StoreMem(asm.RFP, key, asm.R1, asm.Word),
		asm.StoreImm(asm.RFP, value, 1, asm.Word),
		asm.LoadMapPtr(asm.R1, s.followed.FD()), asm.Mov.Reg(asm.R2, asm.RFP), asm.Add.Imm(asm.R2, key),
		asm.Mov.Reg(asm.R3, asm.RFP), asm.Add.Imm(asm.R3, value), asm.Mov.Imm(asm.R4, 0), asm.FnMapUpdateElem.Call(),
	)
	p.end()
	return p.code
}

// exits returns the program for the tracepoint sched_process_exit, after which another process may get the number.
func (s *system) exits() asm.Instructions {
	var p assembly
	p.add(
		asm.FnGetCurrentPidTgid.Call(), asm.Mov.Reg(asm.R1, asm.R0), asm.RSh.Imm(asm.R1, 32),
		asm.StoreMem(asm.RFP, key, asm.R1, asm.Word),
		asm.LSh.Imm(asm.R0, 32), asm.RSh.Imm(asm.R0, 32), asm.JNE.Reg(asm.R0, asm.R1, "end"), // one of its threads
		asm.LoadMapPtr(asm.R1, s.followed.FD()), asm.Mov.Reg(asm.R2, asm.RFP), asm.Add.Imm(asm.R2, key),
		asm.FnMapDeleteElem.Call(),
	)
	p.end()
	return p.code
}
