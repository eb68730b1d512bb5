package verdicts

import "context"

// Hooks is what callbacks are installed in: a socket, or a Gate.
type Hooks interface {
	// OnSend adds a callback to the end of the chain that messages pass on their way to the kernel, and returns what
	// takes it off again. ctx is for asking the controller of generic netlink about the family of the Match.
	OnSend(ctx context.Context, m Match, f Callback) (remove func(), err error)
	// OnRecv adds a callback to the end of the chain that messages pass on their way from the kernel.
	OnRecv(ctx context.Context, m Match, f Callback) (remove func(), err error)
}

// OnSend adds a callback to the end of the Send chain.
func (g *Gate) OnSend(_ context.Context, m Match, f Callback) (remove func(), err error) {
	return g.Send.Add(g.Decoder.Registry, m, f)
}

// OnRecv adds a callback to the end of the Receive chain.
func (g *Gate) OnRecv(_ context.Context, m Match, f Callback) (remove func(), err error) {
	return g.Receive.Add(g.Decoder.Registry, m, f)
}
