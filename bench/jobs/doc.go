// Package jobs has five jobs as programs do them with this project and with other libraries, each as its own
// documentation does. What is opened once by a program is given: the socket, where there is one. The lines of the
// bodies are counted by a test, and stand in docs/vishvananda.md.
package jobs
