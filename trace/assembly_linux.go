package trace

import "github.com/cilium/ebpf/asm"

// assembly is a program in the making, which fills in a record that starts at from after a register.
type assembly struct {
	code asm.Instructions
	base asm.Register
	from int32
}

// pointer is where on the stack a pointer is kept on the way to what it points to.
const pointer = -8

func (p *assembly) add(code ...asm.Instruction) { p.code = append(p.code, code...) }

// store writes a register to a place in the record.
func (p *assembly) store(at int32, r asm.Register, size asm.Size) {
	p.add(asm.StoreMem(p.base, int16(p.from+at), r, size))
}

// point has a register point to a place in the record.
func (p *assembly) point(r asm.Register, at int32) {
	p.add(asm.Mov.Reg(r, p.base), asm.Add.Imm(r, p.from+at))
}

// read copies octets of the kernel's from base+offset to a place in the record.
func (p *assembly) read(at int32, size int32, base asm.Register, offset int32) {
	p.point(asm.R1, at)
	p.probe(size, base, offset)
}

// probe copies octets of the kernel's from base+offset to where R1 points.
func (p *assembly) probe(size int32, base asm.Register, offset int32) {
	p.add(asm.Mov.Imm(asm.R2, size), asm.Mov.Reg(asm.R3, base), asm.Add.Imm(asm.R3, offset),
		asm.FnProbeReadKernel.Call())
}

// follow reads the pointer at base+offset, and leaves it in R9: 0 if it cannot be read.
func (p *assembly) follow(base asm.Register, offset int32) {
	p.add(asm.Mov.Reg(asm.R1, asm.RFP), asm.Add.Imm(asm.R1, pointer))
	p.probe(8, base, offset)
	p.add(asm.LoadMem(asm.R9, asm.RFP, pointer, asm.DWord))
}
