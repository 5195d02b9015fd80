package main

import (
	"fmt"
	"net/http"
	"runtime"
	"sort"
	"sync"
	"time"
)

// metrics counts requests and serves the counts in Prometheus' text format.
type metrics struct {
	version string
	mu      sync.Mutex
	codes   map[int]uint64
	bounds  []float64
	buckets []uint64 // one per bound, not cumulative
	sum     float64
	count   uint64
}

func newMetrics(version string) *metrics {
	bounds := []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5}
	return &metrics{version: version, codes: map[int]uint64{}, bounds: bounds, buckets: make([]uint64, len(bounds))}
}

// counted wraps a handler whose requests are to be counted.
func (m *metrics) counted(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		recorder := &recorder{ResponseWriter: w, code: http.StatusOK}
		next(recorder, r)
		m.observe(recorder.code, time.Since(began).Seconds())
	})
}

func (m *metrics) observe(code int, seconds float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.codes[code]++
	m.sum += seconds
	m.count++
	if i := sort.SearchFloat64s(m.bounds, seconds); i < len(m.buckets) {
		m.buckets[i]++
	}
}

func (m *metrics) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.mu.Lock()
	defer m.mu.Unlock()
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	fmt.Fprintln(w, "# HELP hello_build_info The running build; always 1.\n# TYPE hello_build_info gauge")
	fmt.Fprintf(w, "hello_build_info{version=%q,goversion=%q} 1\n", m.version, runtime.Version())
	fmt.Fprintln(w, "# HELP http_requests_total Requests answered, by status code.\n# TYPE http_requests_total counter")
	codes := make([]int, 0, len(m.codes))
	for code := range m.codes {
		codes = append(codes, code)
	}
	sort.Ints(codes)
	for _, code := range codes {
		fmt.Fprintf(w, "http_requests_total{code=\"%d\"} %d\n", code, m.codes[code])
	}
	fmt.Fprintln(w, "# HELP http_request_duration_seconds Time to answer a request.\n# TYPE http_request_duration_seconds histogram")
	var below uint64
	for i, bound := range m.bounds {
		below += m.buckets[i]
		fmt.Fprintf(w, "http_request_duration_seconds_bucket{le=\"%g\"} %d\n", bound, below)
	}
	fmt.Fprintf(w, "http_request_duration_seconds_bucket{le=\"+Inf\"} %d\n", m.count)
	fmt.Fprintf(w, "http_request_duration_seconds_sum %g\nhttp_request_duration_seconds_count %d\n", m.sum, m.count)
}

// recorder remembers the status code that a handler answered.
type recorder struct {
	http.ResponseWriter
	code int
}

func (r *recorder) WriteHeader(code int) {
	r.code = code
	r.ResponseWriter.WriteHeader(code)
}
