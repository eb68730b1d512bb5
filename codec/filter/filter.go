// Package filter compiles expressions over netlink messages: type == "RTM_NEWLINK" && attr.IFLA_MTU < 1500.
package filter

import (
	"fmt"
	"time"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/types"
	"github.com/expr-lang/expr/vm"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
)

// Input is what an expression looks at: a message, and what the capture knows of it.
type Input struct {
	Message   *codec.Message
	Time      time.Time
	Elapsed   time.Duration
	Direction string // "sent", "received" or ""
	Pid       int    // of the program
	Comm      string
	FD        int
	Record    int
}

// Program is a compiled expression. It may be shared.
type Program struct {
	program   *vm.Program
	slots     []slot
	condition *Condition
}

// Compile compiles an expression. Names that no table of the registry knows are errors. The error is an *Error.
func Compile(reg *codec.Registry, expression string) (*Program, error) {
	return CompileIn(catalog.New(reg, "", ""), expression)
}

// CompileIn is Compile for an expression that is asked only about the messages of a scope: what none of them has is an
// error too.
func CompileIn(scope *catalog.Scope, expression string) (*Program, error) {
	tree, err := parser.Parse(expression)
	if err != nil {
		return nil, compileError(err)
	}
	c := newCompilation(scope, expression)
	ast.Walk(&tree.Node, (*declarations)(c))
	env := types.Map{}
	for i := range maxSlots {
		env[slotName(i)] = types.Any
	}
	p, err := expr.Compile(expression, expr.Env(env), expr.AsBool(), expr.Patch(c),
		expr.Function("hasBits", hasBits, new(func(any, uint64) bool)))
	if c.err != nil {
		return nil, c.err
	}
	if err != nil {
		return nil, compileError(err)
	}
	condition := c.conditions(p.Node())
	return &Program{program: p, slots: c.used(), condition: condition}, nil
}

// maxSlots is how many different names one expression may use.
const maxSlots = 64

// Matcher runs a Program. It is for one goroutine.
type Matcher struct {
	program *Program
	vm      vm.VM
	env     map[string]any
}

// Matcher returns a new Matcher of the program.
func (p *Program) Matcher() *Matcher {
	return &Matcher{program: p, env: make(map[string]any, len(p.slots))}
}

// Match reports whether the expression holds. An attribute or field that the message lacks is nil; a comparison with it
// is false, and an expression that cannot do with it does not hold. An error means that values have types that the
// expression does not fit.
func (m *Matcher) Match(in *Input) (bool, error) {
	absent := false
	for i := range m.program.slots {
		s := &m.program.slots[i]
		v := s.fetch(in)
		absent = absent || v == nil
		m.env[s.name] = v
	}
	v, err := m.vm.Run(m.program.program, m.env)
	if err != nil {
		if absent {
			return false, nil
		}
		return false, fmt.Errorf("filter: %w", compileError(err))
	}
	return v == true, nil
}

// hasBits reports whether all bits of a mask are set in a number.
func hasBits(params ...any) (any, error) {
	v, ok := params[0].(int)
	mask, _ := params[1].(uint64)
	return ok && uint64(v)&mask == mask, nil
}
