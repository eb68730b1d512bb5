package monitor_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/nlkit/nlkit/captures/raw"
	"github.com/nlkit/nlkit/codec/form/text"
	"github.com/nlkit/nlkit/monitor"
)

// Say what happens to links and routes, and by whom, until the program is interrupted.
func ExampleOpen() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	m, err := monitor.Open(ctx, monitor.Options{Groups: []string{"link", "route"}, Who: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer m.Close()
	for e, err := range m.Events(ctx) {
		switch {
		case err != nil:
			fmt.Println(err)
			return
		case e.Kind == monitor.Lost:
			fmt.Println(e.Lost)
		case e.Message != nil:
			fmt.Println(e.Group.Word, e.Op, e.Message.Name(), "by", e.Cause.Comm)
		}
	}
}

// Say what changed of links, as a file of rtmon has it.
func ExampleRead() {
	file, err := os.Open("../captures/samples/changes.rtmon")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer file.Close()
	m := monitor.Read(raw.NewRtmonReader(io.Reader(file), "changes.rtmon"), monitor.Options{Groups: []string{"link"}})
	for e, err := range m.Events(context.Background()) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, c := range e.Changes {
			if c.Path == "IFLA_OPERSTATE" {
				index, _ := e.Message.Field("ifi_index")
				name := e.Names.Of(uint32(index))
				fmt.Printf("%s %s → %s\n", name, text.AppendValue(nil, c.Old), text.AppendValue(nil, c.New))
			}
		}
	}
	// Output:
	// veth0 IF_OPER_DOWN → IF_OPER_LOWERLAYERDOWN
	// veth1 IF_OPER_DOWN → IF_OPER_LOWERLAYERDOWN
	// veth1 IF_OPER_LOWERLAYERDOWN → IF_OPER_UP
	// veth0 IF_OPER_LOWERLAYERDOWN → IF_OPER_UP
	// veth1 IF_OPER_UP → IF_OPER_DOWN
	// veth0 IF_OPER_UP → IF_OPER_LOWERLAYERDOWN
	// veth0 IF_OPER_LOWERLAYERDOWN → IF_OPER_DOWN
}
