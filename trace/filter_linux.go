package trace

import (
	"fmt"

	"github.com/cilium/ebpf/asm"
	"golang.org/x/net/bpf"
)

// The registers of a filter, which runs before the record is made, and what it has on the stack below that.
const (
	accumulator = asm.R7
	index       = asm.R8
	end         = asm.R9 // of the attributes that are walked

	memory  = pointer - recordLen - 8 // M[0], and the others below it
	counter = memory - 16*8           // of the attributes that were walked
	header  = counter - 8             // struct nlattr
)

// mostAttributes is how many attributes are walked: a message that has more passes.
const mostAttributes = 128

// filter carries out a classic BPF program, and goes on to a label if that lets the message pass.
func (p *assembly) filter(code []bpf.Instruction, passed string) error {
	p.add(asm.Mov.Imm(accumulator, 0), asm.Mov.Imm(index, 0))
	for i, c := range code {
		at := len(p.code)
		if err := p.classic(i, c, passed); err != nil {
			return err
		}
		p.code[at] = p.code[at].WithSymbol(step(i))
	}
	return nil
}

// step is the label of an instruction of the classic program.
func step(i int) string { return fmt.Sprintf("classic%d", i) }

// classic adds what an instruction of the classic program does.
func (p *assembly) classic(i int, c bpf.Instruction, passed string) error {
	next := func(skip uint32) string { return step(i + 1 + int(skip)) }
	switch c := c.(type) {
	case bpf.LoadAbsolute:
		p.add(asm.LoadAbs(int32(c.Off), sizes[c.Size]), asm.Mov.Reg(accumulator, asm.R0))
	case bpf.LoadIndirect:
		p.add(asm.LoadInd(asm.R0, index, int32(c.Off), sizes[c.Size]), asm.Mov.Reg(accumulator, asm.R0))
	case bpf.LoadConstant:
		p.add(asm.Mov.Imm32(registers[c.Dst], int32(c.Val)))
	case bpf.LoadScratch:
		p.add(asm.LoadMem(registers[c.Dst], asm.RFP, memory-8*int16(c.N), asm.DWord))
	case bpf.StoreScratch:
		p.add(asm.StoreMem(asm.RFP, memory-8*int16(c.N), registers[c.Src], asm.DWord))
	case bpf.LoadExtension:
		return p.extension(i, c, passed)
	case bpf.TAX:
		p.add(asm.Mov.Reg(index, accumulator))
	case bpf.ALUOpConstant:
		p.add(operations[c.Op].Imm32(accumulator, int32(c.Val)))
	case bpf.ALUOpX:
		p.add(operations[c.Op].Reg32(accumulator, index))
	case bpf.Jump:
		p.add(asm.Ja.Label(next(c.Skip)))
	case bpf.JumpIf:
		p.add(comparisons[c.Cond].Imm32(accumulator, int32(c.Val), next(uint32(c.SkipTrue))),
			asm.Ja.Label(next(uint32(c.SkipFalse))))
	case bpf.JumpIfX:
		p.add(comparisons[c.Cond].Reg32(accumulator, index, next(uint32(c.SkipTrue))),
			asm.Ja.Label(next(uint32(c.SkipFalse))))
	case bpf.RetConstant:
		if c.Val != 0 {
			p.add(asm.Ja.Label(passed))
		} else {
			p.add(asm.Mov.Imm(asm.R0, 0), asm.Return())
		}
	default:
		return fmt.Errorf("a filter with %v, which has no counterpart", c)
	}
	return nil
}

var (
	sizes      = map[int]asm.Size{1: asm.Byte, 2: asm.Half, 4: asm.Word}
	registers  = map[bpf.Register]asm.Register{bpf.RegA: accumulator, bpf.RegX: index}
	operations = map[bpf.ALUOp]asm.ALUOp{
		bpf.ALUOpAdd: asm.Add, bpf.ALUOpAnd: asm.And, bpf.ALUOpOr: asm.Or, bpf.ALUOpShiftLeft: asm.LSh,
	}
	comparisons = map[bpf.JumpTest]asm.JumpOp{
		bpf.JumpEqual: asm.JEq, bpf.JumpNotEqual: asm.JNE, bpf.JumpGreaterThan: asm.JGT, bpf.JumpLessThan: asm.JLT,
		bpf.JumpGreaterOrEqual: asm.JGE, bpf.JumpLessOrEqual: asm.JLE,
	}
)

// extension adds what the kernel does for a classic program.
func (p *assembly) extension(i int, c bpf.LoadExtension, passed string) error {
	switch c.Num {
	case bpf.ExtLen:
		p.add(asm.LoadMem(accumulator, context, 0, asm.Word))
	case bpf.ExtNetlinkAttr:
		p.add(asm.LoadMem(end, context, 0, asm.Word))
		p.walk(i, passed)
	case bpf.ExtNetlinkAttrNested:
		none := step(i) + "none"
		p.loadHeader(none)
		p.add(asm.LoadMem(end, asm.RFP, header, asm.Half), asm.Add.Reg(end, accumulator), asm.Add.Imm(accumulator, 4))
		p.walk(i, passed)
	default:
		return fmt.Errorf("a filter with %v, which has no counterpart", c)
	}
	return nil
}

// loadHeader loads the struct nlattr that the accumulator tells the place of.
func (p *assembly) loadHeader(none string) {
	p.add(
		asm.Mov.Reg(asm.R1, context), asm.Mov.Reg(asm.R2, accumulator), asm.Mov.Reg(asm.R3, asm.RFP),
		asm.Add.Imm(asm.R3, header), asm.Mov.Imm(asm.R4, 4), asm.FnSkbLoadBytes.Call(), asm.JNE.Imm(asm.R0, 0, none),
	)
}

// walk looks for the attribute of the type in the index register from where the accumulator says: then that says where
// it is, or 0.
func (p *assembly) walk(i int, passed string) {
	again, none, found := step(i)+"again", step(i)+"none", step(i)+"found"
	p.add(
		asm.Mov.Imm(asm.R1, 0),
		asm.StoreMem(asm.RFP, counter, asm.R1, asm.DWord),
		asm.LoadMem(asm.R1, asm.RFP, counter, asm.DWord).WithSymbol(again),
		asm.Add.Imm(asm.R1, 1),
		asm.StoreMem(asm.RFP, counter, asm.R1, asm.DWord),
		asm.JGT.Imm(asm.R1, mostAttributes, passed),
		asm.Mov.Reg(asm.R1, accumulator), asm.Add.Imm(asm.R1, 4), asm.JGT.Reg(asm.R1, end, none),
	)
	p.loadHeader(none)
	p.add(
		asm.LoadMem(asm.R1, asm.RFP, header, asm.Half), asm.JLT.Imm(asm.R1, 4, none),
		asm.Mov.Reg(asm.R2, accumulator), asm.Add.Reg(asm.R2, asm.R1), asm.JGT.Reg(asm.R2, end, none),
		asm.LoadMem(asm.R2, asm.RFP, header+2, asm.Half), asm.And.Imm(asm.R2, 0x3fff), // NLA_TYPE_MASK
		asm.JEq.Reg(asm.R2, index, found),
		asm.Add.Imm(asm.R1, 3), asm.And.Imm(asm.R1, ^3), asm.Add.Reg(accumulator, asm.R1), asm.Ja.Label(again),
		asm.Mov.Imm(accumulator, 0).WithSymbol(none),
		asm.Mov.Reg(accumulator, accumulator).WithSymbol(found),
	)
}
