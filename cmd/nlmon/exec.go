package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/monitor"
	"github.com/nlkit/nlkit/monitor/render"
)

// execs runs a command for each event.
type execs struct {
	argv    []string
	json    *render.Renderer
	waiting chan job
	ended   sync.WaitGroup
}

// job is a command to run.
type job struct {
	args  []string
	input []byte
}

// maxWaiting is how many events may wait for their command. More make the reading of events wait; what is lost in the
// kernel then is told.
const maxWaiting = 1024

// newExecs returns what runs a command: words between spaces, without a shell.
func newExecs(command string, jobs int) (*execs, error) {
	argv := strings.Fields(command)
	if len(argv) == 0 {
		return nil, fmt.Errorf("--exec is %q: want a command", command)
	}
	path, err := exec.LookPath(argv[0])
	if err != nil {
		return nil, fmt.Errorf("--exec: %w", err)
	}
	argv[0] = path
	json, err := render.New(render.Options{Form: "json"})
	if err != nil {
		return nil, err
	}
	x := &execs{argv: argv, json: json, waiting: make(chan job, maxWaiting)}
	for range jobs {
		x.ended.Go(func() {
			for j := range x.waiting {
				x.run(j)
			}
		})
	}
	return x, nil
}

// add has the command run for an event. Its arguments hold no control octets: whoever makes a link may name it at will.
func (x *execs) add(e *monitor.Event) {
	typ := ""
	if e.Message != nil {
		typ = codec.Printable(e.Message.Name())
	}
	x.waiting <- job{
		args:  []string{render.Word(e), typ, render.Object(e), codec.Printable(e.NetNS)},
		input: x.json.Append(nil, e),
	}
}

func (x *execs) run(j job) {
	c := exec.Command(x.argv[0], append(x.argv[1:len(x.argv):len(x.argv)], j.args...)...)
	c.Stdin, c.Stdout, c.Stderr = bytes.NewReader(j.input), os.Stdout, os.Stderr
	if err := c.Run(); err != nil {
		complain(fmt.Errorf("--exec %s for %s: %w", x.argv[0], strings.TrimSpace(j.args[0]+" "+j.args[2]), err))
	}
}

// close waits until all commands have run.
func (x *execs) close() {
	close(x.waiting)
	x.ended.Wait()
}
