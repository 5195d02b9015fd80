// Hello is a small web app to build, ship and watch: it answers its version on /, its health on /healthz and its
// numbers on /metrics.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// version is set by the build: -ldflags "-X main.version=v1".
var version = "development"

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	server := &http.Server{
		Addr:              ":" + port,
		Handler:           handler(newMetrics(version)),
		ReadHeaderTimeout: 5 * time.Second,
	}
	stopped, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	go func() {
		<-stopped.Done()
		log.Print("stopping: requests that run are answered first")
		deadline, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := server.Shutdown(deadline); err != nil {
			log.Printf("stopped early: %v", err)
		}
	}()
	log.Printf("hello %s listens on port %s", version, port)
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
	log.Print("stopped")
}

func handler(m *metrics) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", m.counted(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprintf(w, "hello %s\n", version)
	}))
	mux.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "ok")
	})
	mux.Handle("/metrics", m)
	return mux
}
