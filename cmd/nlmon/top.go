package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/cli"
	"github.com/nlkit/nlkit/monitor"
	"github.com/nlkit/nlkit/monitor/render"
	"github.com/nlkit/nlkit/monitor/top"
)

// topCommand is nlmon top.
func topCommand() *cobra.Command {
	s := new(source)
	c := &cobra.Command{
		Use: "top [flags] [GROUP...]", Short: "show how many events there are of what",
		Long: `nlmon top shows on a terminal how many events there are: in the last second, a second in the last ten, and in all, by
group, message type, device and process.

Keys: s sorts by rate, total, last event or name, r the other way round; f, t, d and p hide and show the columns, and what
differs in hidden columns only is one row; / shows only rows that have a text; space stops the picture, not the counting;
the arrows choose a row, and enter opens its last event; q ends.`,
		Example: "  nlmon top\n  nlmon top all --netns all\n  nlmon top -r capture.pcapng",
		Args:    cobra.ArbitraryArgs, ValidArgsFunction: completeGroups,
		RunE: cli.Action(func(c *cobra.Command, groups []string) (int, error) {
			if err := runTop(s, groups); err != nil {
				return cli.ExitUsage, err
			}
			return cli.ExitOK, nil
		}),
	}
	s.define(c)
	return c
}

// runTop shows the table until the user wants no more.
func runTop(s *source, groups []string) error {
	if !cli.IsTerminal(os.Stdin) || !cli.IsTerminal(os.Stdout) {
		return errors.New("top: standard input and output have to be a terminal: nlmon --stats counts without one")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	in, err := s.open(ctx, groups)
	if err != nil {
		return unlessEnded(ctx, err)
	}
	defer in.Close()
	text, err := render.New(render.Options{Form: "text", Times: render.Date})
	if err != nil {
		return err
	}
	t := &topRun{in: in, text: text, table: top.NewTable(), wake: make(chan struct{}, 1), live: s.read == ""}
	t.view = top.NewView(t.table)
	before, err := term.MakeRaw(int(os.Stdin.Fd()))
	if err != nil {
		return err
	}
	fmt.Print(enterScreen)
	defer func() {
		fmt.Print(leaveScreen)
		_ = term.Restore(int(os.Stdin.Fd()), before) // it was so before
	}()
	return t.run(ctx)
}

// What terminals are told: another screen and no cursor, and back.
const (
	enterScreen = "\x1b[?1049h\x1b[?25l"
	leaveScreen = "\x1b[?25h\x1b[?1049l"
)

// topRun is a run of the table.
type topRun struct {
	in   *input
	text *render.Renderer
	live bool
	wake chan struct{} // there is something new to draw

	mu    sync.Mutex // guards all below
	table *top.Table
	view  *top.View
	err   error
}

// run draws until the user or ctx ends it.
func (t *topRun) run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	var counting sync.WaitGroup
	counting.Go(func() { t.countAll(ctx) })
	defer counting.Wait()
	defer cancel()
	keys := make(chan string)
	go readKeys(os.Stdin, keys) // it ends with the program
	defer onResize(t.changed)()
	second := time.NewTicker(time.Second)
	defer second.Stop()
	for {
		t.draw()
		select {
		case <-ctx.Done():
			return nil
		case key, ok := <-keys:
			if !ok {
				return nil
			}
			t.key(key)
		case <-second.C:
			t.tick()
		case <-t.wake:
		}
		if done, err := t.ended(); done {
			return err
		}
	}
}

func (t *topRun) changed() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

func (t *topRun) key(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.view.Key(key)
}

func (t *topRun) tick() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.live {
		t.table.Tick(time.Now())
	}
}

func (t *topRun) ended() (bool, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.view.Done || t.err != nil, t.err
}

// countAll counts events until there are no more.
func (t *topRun) countAll(ctx context.Context) {
	for e, err := range t.in.Events(ctx) {
		if err != nil {
			t.fail(unlessEnded(ctx, err))
			return
		}
		if !t.in.keep(e) || e.Kind == monitor.Listed || e.Kind == monitor.Current {
			continue
		}
		t.count(e)
	}
	t.mu.Lock()
	t.view.Footer = "the recording is at its end  q quit"
	t.mu.Unlock()
	t.changed()
}

func (t *topRun) fail(err error) {
	t.mu.Lock()
	t.err = err
	t.mu.Unlock()
	t.changed()
}

// count counts an event.
func (t *topRun) count(e *monitor.Event) {
	key := top.Key{top.Family: e.Group.Word, top.Type: render.Word(e), top.Device: readable(render.Device(e)),
		top.Process: render.Process(e.Cause)}
	if e.Message != nil {
		key[top.Type] = e.Message.Name()
	}
	text := string(t.text.Append(nil, e))
	for i := range key {
		key[i] = codec.Printable(key[i])
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.table.Add(e.Time, key, text)
}

// readable is the name of a link, "" if there is none.
func readable(name string) string {
	if name == "" {
		return ""
	}
	return string(codec.AppendReadable(nil, name))
}

// draw writes the screen.
func (t *topRun) draw() {
	width, height, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		width, height = 80, 24
	}
	t.mu.Lock()
	lines := t.view.Draw(width, height)
	t.mu.Unlock()
	_, _ = os.Stdout.Write(top.Screen(lines)) // without a terminal, the keys end too
}
