package fake_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
)

// -seed begins the random requests of TestBehaviourOfBoth.
var seed = flag.Uint64("seed", 1, "seed of the requests that the kernels are compared with; 0: another one every time")

// randomRequests is the environment variable that says how many requests TestBehaviourOfBoth compares.
const randomRequests = "NLKIT_RANDOM_REQUESTS"

// TestBehaviourOfBoth sends the running kernel and the fake one the same random requests. What it prints where they
// differ is a case of the behaviour table, as short as it could be made: with -record the running kernel fills it in.
//
//	NLKIT_RANDOM_REQUESTS=20000 go test ./proxy -run BehaviourOfBoth [-seed 1]
func TestBehaviourOfBoth(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Kernel(6, 18)) // whose texts the fake has
	left := 1000
	if s := os.Getenv(randomRequests); s != "" {
		var err error
		if left, err = strconv.Atoi(s); err != nil {
			t.Fatalf("%s: %v", randomRequests, err)
		}
	}
	start := *seed
	if start == 0 {
		start = rand.Uint64N(1 << 32)
	}
	t.Logf("%d requests, -seed %d", left, start)
	seen := map[string]bool{}
	for i := start; left > 0; i++ {
		steps := randomSteps(i)
		left -= len(steps)
		at, kernel, faked := differ(t, steps)
		if at < 0 {
			continue
		}
		steps = steps[:at+1]
		if again, _, _ := differ(t, steps); again < 0 {
			t.Logf("seed %d: the difference comes and goes", i)
		} else {
			steps = shortest(t, steps[:again+1])
			_, kernel, faked = differ(t, steps)
		}
		text := fmt.Sprintf("%s\nkernel:\n%s\nfake:\n%s",
			writeBehaviour([]*behaviourCase{{title: "random", steps: steps}}),
			strings.Join(kernel, "\n"), strings.Join(faked, "\n"))
		if seen[text] {
			continue
		}
		seen[text] = true
		t.Errorf("seed %d:\n%s", i, text)
	}
}

// differ carries out steps in both kernels until what comes of one differs, and returns which, or -1.
func differ(t *testing.T, steps []behaviourStep) (at int, kernel, faked []string) {
	ns, err := netns.New()
	if err != nil {
		t.Fatal(err)
	}
	defer ns.Close()
	if err := ns.Do(quietIPv6); err != nil {
		t.Fatal(err)
	}
	k := fake.New(fake.Options{})
	real := newBehaviourRun(t, []proxy.Option{proxy.InNS(ns), proxy.InNS(ns)})
	defer real.close()
	made := newBehaviourRun(t, []proxy.Option{proxy.WithTransport(k.Socket()), proxy.WithTransport(k.Socket())})
	defer made.close()
	for i, step := range steps {
		kernel, faked = real.step(&step), made.step(&step)
		if !alike(kernel, faked) && !excused(k, step.lines) {
			return i, kernel, faked
		}
	}
	return -1, nil, nil
}

// alike reports whether the same came of a step. Linux tells of carriers from a thread of its own, so that events of
// two links may come in either order.
func alike(a, b []string) bool {
	rest := func(lines []string) (others, links []string) {
		for _, line := range lines {
			if strings.HasPrefix(line, "* LINK RTM_NEWLINK") && !strings.Contains(line, ".ifi_change") {
				links = append(links, line)
			} else {
				others = append(others, line)
			}
		}
		slices.Sort(links)
		return others, links
	}
	othersA, linksA := rest(a)
	othersB, linksB := rest(b)
	return slices.Equal(othersA, othersB) && slices.Equal(linksA, linksB)
}

// quietIPv6 keeps IPv6 in the namespace of the thread from doing anything by itself.
func quietIPv6() error {
	for name, value := range map[string]string{"addr_gen_mode": "1", "accept_dad": "0", "router_solicitations": "0"} {
		if err := os.WriteFile("/proc/sys/net/ipv6/conf/default/"+name, []byte(value), 0); err != nil {
			return err
		}
	}
	return nil
}

// shortest leaves out of steps, the last of which differs, what they differ without.
func shortest(t *testing.T, steps []behaviourStep) []behaviourStep {
	for size := len(steps) / 2; size > 0; size /= 2 {
		for i := 0; i+size < len(steps); {
			fewer := slices.Delete(slices.Clone(steps), i, i+size)
			if at, _, _ := differ(t, fewer); at >= 0 {
				steps = fewer[:at+1]
			} else {
				i += size
			}
		}
	}
	for i := range steps {
		for j := range steps[i].lines {
			steps = shortestLine(t, steps, i, j)
		}
	}
	return steps
}

// shortestLine leaves out the words of a request that the steps differ without.
func shortestLine(t *testing.T, steps []behaviourStep, i, j int) []behaviourStep {
	w := 1
	if strings.HasPrefix(steps[i].lines[j], "raw ") {
		w = 3 // which the type and the header are before
	}
	for w < len(strings.Fields(steps[i].lines[j])) {
		fewer := slices.Clone(steps)
		fewer[i].lines = slices.Clone(fewer[i].lines)
		words := strings.Fields(fewer[i].lines[j])
		needed := strings.HasPrefix(words[w], ".ndm_ifindex") // see ignored
		fewer[i].lines[j] = strings.Join(slices.Delete(words, w, w+1), " ")
		if needed {
			w++
		} else if at, _, _ := differ(t, fewer); at == len(fewer)-1 {
			steps = fewer
		} else {
			w++
		}
	}
	return steps
}

// excused reports whether the answers to a request may differ.
func excused(k *fake.Kernel, lines []string) bool {
	return slices.ContainsFunc(knownDifferences, func(d knownDifference) bool {
		return slices.ContainsFunc(lines, d.request.MatchString) && d.where(k)
	})
}

// knownDifference is a request that the kernels answer differently.
type knownDifference struct {
	request *regexp.Regexp
	where   func(*fake.Kernel) bool
	reason  string
}

var knownDifferences = []knownDifference{
	{regexp.MustCompile(`^getroute \.rtm_family=2`), hasMultipath,
		"Linux chooses a next hop by a hash whose key changes with each boot; the fake takes the first"},
	{regexp.MustCompile(`^getroute \.rtm_family=10`), always,
		"Linux looks up a route of IPv6 with the state of its cache and of neighbours; the fake answers with the route"},
}

func always(*fake.Kernel) bool { return true }

func hasMultipath(k *fake.Kernel) bool {
	return slices.ContainsFunc(k.Routes(), func(rt fake.Route) bool { return len(rt.Hops) > 1 })
}
