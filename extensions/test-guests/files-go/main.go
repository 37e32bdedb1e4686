// A guest in Go whose standard library reaches files, clocks and chance by WASI preview 1. For tests, never for use.
package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"
	"unsafe"
)

var live = map[uintptr][]uint64{} // keeps blocks from the collector

func block(n uint32) (uint32, []byte) { // 8-aligned
	b := make([]uint64, (uint64(n)+7)/8+1)
	p := unsafe.Pointer(unsafe.SliceData(b))
	live[uintptr(p)] = b
	return uint32(uintptr(p)), unsafe.Slice((*byte)(p), n)
}

//go:wasmexport morph_alloc
func morphAlloc(n uint32) uint32 { p, _ := block(n); return p }

//go:wasmexport morph_free
func morphFree(p, n uint32) { delete(live, uintptr(p)) }

//go:wasmexport morph_envelope
func morphEnvelope() uint32 { return 1 }

type envelope struct {
	Header      struct{} `json:"header"`
	ContentType string   `json:"content_type"`
	Content     []byte   `json:"content"`
}

func answer(value any) uint64 {
	content, _ := json.Marshal(value)
	text, _ := json.Marshal(map[string]any{
		"header": map[string]any{"seqnum": 0, "session_id": ""}, "content_type": "application/json", "content": content})
	p, bytes := block(uint32(len(text)))
	copy(bytes, text)
	return uint64(p)<<32 | uint64(len(text))
}

//go:wasmexport describe
func describe(p, n uint32) uint64 {
	return answer(map[string]any{"name": "files-go", "version": "0.1.0", "actions": []any{
		map[string]string{"name": "cat"}, map[string]string{"name": "put"}, map[string]string{"name": "dir"},
		map[string]string{"name": "about"}, map[string]string{"name": "panic"}}})
}

//go:wasmexport execute
func execute(p, n uint32) uint64 {
	var outer envelope
	var call struct {
		Action string            `json:"action"`
		Params map[string]string `json:"params"`
	}
	err := json.Unmarshal(unsafe.Slice((*byte)(unsafe.Pointer(uintptr(p))), n), &outer)
	if err == nil {
		err = json.Unmarshal(outer.Content, &call)
	}
	var value any
	if err == nil {
		value, err = run(call.Action, call.Params)
	}
	if err != nil {
		return answer(map[string]any{"err": map[string]string{"code": "failed", "message": err.Error()}})
	}
	return answer(map[string]any{"ok": value})
}

func run(action string, params map[string]string) (any, error) {
	switch action {
	case "cat":
		bytes, err := os.ReadFile(params["path"])
		return string(bytes), err
	case "put":
		return "written", os.WriteFile(params["path"], []byte(params["text"]), 0o644)
	case "dir":
		entries, err := os.ReadDir(params["path"])
		names := []string{}
		for _, entry := range entries {
			names = append(names, entry.Name())
		}
		return strings.Join(names, " "), err
	case "about":
		start := time.Now()
		time.Sleep(2 * time.Millisecond)
		fmt.Println("from go")
		bytes := make([]byte, 8)
		_, err := rand.Read(bytes)
		return time.Since(start) >= 2*time.Millisecond && start.Year() > 2000 && len(os.Args) == 1, err
	case "panic":
		panic("as it was told")
	}
	return nil, fmt.Errorf("unknown action %s", action)
}

func main() {}
