package main

import (
	"context"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/nlkit/nlkit/monitor"
	"github.com/nlkit/nlkit/monitor/render"
)

// metrics serves what was counted, for Prometheus.
type metrics struct {
	listener net.Listener
	server   *http.Server
	counted  func() monitor.Stats
	events   *prometheus.CounterVec
	netns    names
	groups   names
	received *prometheus.Desc
	filtered *prometheus.Desc
	dropped  *prometheus.Desc
	resyncs  *prometheus.Desc
}

// listenMetrics takes an address to serve at.
func listenMetrics(address string) (*metrics, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	x := newMetrics()
	x.listener = listener
	return x, nil
}

// serve begins to serve what is counted.
func (x *metrics) serve(m *monitor.Monitor) {
	x.counted = m.Stats
	registry := prometheus.NewRegistry()
	registry.MustRegister(x, x.events)
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	x.server = &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = x.server.Serve(x.listener) }() // until it is closed
	notice("metrics at http://" + x.listener.Addr().String() + "/metrics")
}

func newMetrics() *metrics {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("nlmon_"+name, help, append([]string{"netns"}, labels...), nil)
	}
	return &metrics{
		events: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "nlmon_events_total",
			Help: "Events that were wanted, by what happened."}, []string{"netns", "group", "event"}),
		received: desc("received_messages_total", "Messages that came to a multicast group.", "group"),
		filtered: desc("filtered_messages_total", "Messages that the filter did not want.", "group"),
		dropped:  desc("dropped_datagrams_total", "Datagrams that found no room in the receive buffer.", "protocol"),
		resyncs:  desc("resyncs_total", "Lists that were read anew after losses.", "protocol"),
	}
}

// count counts an event.
func (x *metrics) count(e *monitor.Event) {
	x.events.WithLabelValues(x.netns.label(e.NetNS), x.groups.label(groupName(e.Group)), render.Word(e)).Inc()
}

// Describe implements prometheus.Collector.
func (x *metrics) Describe(c chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{x.received, x.filtered, x.dropped, x.resyncs} {
		c <- d
	}
}

// Collect implements prometheus.Collector. What has the same labels is summed up.
func (x *metrics) Collect(c chan<- prometheus.Metric) {
	type series struct {
		desc          *prometheus.Desc
		netns, second string
	}
	sums := map[series]uint64{}
	for _, s := range x.counted().Sockets {
		netns, protocol := x.netns.label(s.NetNS), protocolName(s.Protocol)
		sums[series{x.dropped, netns, protocol}] += s.Dropped
		sums[series{x.resyncs, netns, protocol}] += s.Resyncs
		for _, g := range s.Groups {
			group := x.groups.label(groupName(g.Group))
			sums[series{x.received, netns, group}] += g.Received
			sums[series{x.filtered, netns, group}] += g.Filtered
		}
	}
	for s, sum := range sums {
		c <- prometheus.MustNewConstMetric(s.desc, prometheus.CounterValue, float64(sum), s.netns, s.second)
	}
}

func (x *metrics) close() {
	if x.server == nil {
		_ = x.listener.Close() // nobody was served
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = x.server.Shutdown(ctx) // who still asks is cut off
}

// maxNames is how many values a label has at most. Namespaces come and go, and each would be kept forever by the one
// who collects.
const maxNames = 256

// names bounds the values of a label. It is safe for several goroutines.
type names struct {
	mu    sync.Mutex
	known map[string]string
}

// label returns the value of the label for a name: in ASCII, without control octets, "other" if there are too many.
func (n *names) label(name string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if label, ok := n.known[name]; ok {
		return label
	}
	if len(n.known) >= maxNames {
		return "other"
	}
	if n.known == nil {
		n.known = map[string]string{}
	}
	label := strconv.QuoteToASCII(name)
	n.known[name] = label[1 : len(label)-1]
	return n.known[name]
}
