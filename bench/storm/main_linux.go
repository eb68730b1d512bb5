package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/nlkit/nlkit/netns"
)

func main() {
	routes := flag.Int("n", 200_000, "how many routes are made")
	nlmon := flag.String("nlmon", "", "the nlmon to measure")
	role := flag.String("watch", "", "be a monitor of a library, until SIGTERM")
	flag.Parse()
	if *role != "" {
		exit(watch(*role))
	}
	all, err := monitors(*nlmon)
	exit(err)
	fmt.Printf("%-28s %10s %10s %6s %8s\n", "monitor", "told", "lost", "says", "MiB")
	for _, m := range all {
		exit(measure(context.Background(), m, *routes))
	}
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "storm:", err)
		os.Exit(1)
	}
}

// measure has one monitor watch a storm, and prints what came of it.
func measure(ctx context.Context, m monitor, routes int) error {
	const name = "storm"
	if err := netns.Create(name); err != nil {
		return err
	}
	defer netns.Remove(name)
	if err := prepare(ctx, name); err != nil {
		return err
	}
	w, err := m.start(ctx, name)
	if err != nil {
		return err
	}
	if err := blow(ctx, name, routes); err != nil {
		return fmt.Errorf("%s: %w", m.name, err)
	}
	told, says, peak, err := w.end()
	if err != nil {
		return fmt.Errorf("%s: %w", m.name, err)
	}
	fmt.Printf("%-28s %10d %10d %6v %8.0f\n", m.name, told, routes-told, says, float64(peak)/1024)
	return nil
}
