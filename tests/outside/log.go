package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"filippo.io/torchwood"
	"github.com/transparency-dev/formats/log"
	f_note "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/formats/witness"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// tree is a district's tree as anybody reaches it.
type tree struct {
	given    settings
	prefix   string
	verifier note.Verifier
	witness  note.Verifier
	// raw is the newest checkpoint as it was served, newer what it says, older what was kept of before.
	raw   []byte
	newer torchwood.Checkpoint
	older torchwood.Checkpoint
	// entries are the contents of all leaves, each checked against the tree.
	entries [][]byte
}

func get(url string) ([]byte, error) {
	answer, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s: %s", url, answer.Status, body)
	}
	return body, err
}

// open is what every verifier does first: the signature, then the three lines.
func open(raw []byte, by note.Verifier) (torchwood.Checkpoint, error) {
	opened, err := note.Open(raw, note.VerifierList(by))
	if err != nil {
		return torchwood.Checkpoint{}, err
	}
	return torchwood.ParseCheckpoint(opened.Text)
}

func openLog(given settings, r *report) (*tree, error) {
	status, err := get(given.house + "/api/proof?district=" + given.district)
	if err != nil {
		return nil, err
	}
	// What the public page shows.
	var shown struct{ Key, Origin string }
	if err := json.Unmarshal(status, &shown); err != nil {
		return nil, err
	}
	// A tree that was begun again after a restore has another name, and lies below that.
	_, path, _ := strings.Cut(shown.Origin, "/")
	it := &tree{given: given, prefix: given.house + "/" + path}
	key := shown.Key
	if given.key != "" {
		// What is kept counts; what the page shows is only compared with it.
		key = given.key
		r.holds("the public page shows the key that was kept", want(shown.Key == key))
	}
	it.verifier, err = note.NewVerifier(key)
	r.holds("note.NewVerifier takes the key", err)
	if err != nil {
		return nil, err
	}
	if it.raw, err = it.checkpoint(given.witness); err != nil {
		return nil, err
	}
	it.newer, err = open(it.raw, it.verifier)
	r.holds("note.Open opens the checkpoint, torchwood.ParseCheckpoint reads it", err)
	if err != nil {
		return nil, err
	}
	if kept, err := os.ReadFile(filepath.Join(given.folder, "older.note")); given.folder != "" && err == nil {
		it.older, err = open(kept, it.verifier)
		r.holds("an older checkpoint that was kept opens under the same key", err)
		if err != nil {
			return nil, err
		}
	}
	_, name, _ := strings.Cut(it.prefix, "://")
	name = strings.Replace(name, "127.0.0.1", "localhost", 1)
	r.holds("its origin is the address below which its tiles lie",
		want(it.newer.Origin == shown.Origin && it.newer.Origin == name && strings.HasPrefix(path, "transparency/"+given.district)))
	others := []note.Verifier{}
	if given.witness != "" {
		if it.witness, err = f_note.NewVerifierForCosignatureV1(given.witness); err != nil {
			return nil, err
		}
		others = append(others, it.witness)
		policy, err := witness.ParsePolicy(fmt.Appendf(nil, "witness w %s http://%s\nquorum w\n", given.witness, given.listen))
		if err != nil {
			return nil, err
		}
		r.holds("formats/witness: a policy that asks for that witness is satisfied", want(policy.Satisfied(it.raw)))
	}
	parsed, rest, opened, err := log.ParseCheckpoint(it.raw, it.newer.Origin, it.verifier, others...)
	r.holds("formats/log reads the same size and root, with the signature of each that is asked for", errors.Join(err, wantf(func() bool {
		return parsed.Size == uint64(it.newer.N) && bytes.Equal(parsed.Hash, it.newer.Hash[:]) && len(rest) == 0 && len(opened.Sigs) == 1+len(others)
	}, err)))
	r.holds("checkpoint, tile and bundle come as tlog-tiles says, and what is not there does not", it.served())
	r.refused("a checkpoint with a flipped byte in its text, whichever it is", it.flippedText())
	r.refused("a checkpoint with a flipped bit in its signature, whichever it is", it.flippedSignature())
	return it, nil
}

// checkpoint is the newest one; where a witness is named, as soon as that has cosigned it, within a minute.
func (it *tree) checkpoint(witness string) (raw []byte, err error) {
	if witness == "" {
		return get(it.prefix + "/checkpoint")
	}
	by, err := f_note.NewVerifierForCosignatureV1(witness)
	if err != nil {
		return nil, err
	}
	for range 60 {
		if raw, err = get(it.prefix + "/checkpoint"); err != nil {
			return nil, err
		}
		if _, err = note.Open(raw, note.VerifierList(by)); err == nil {
			return raw, nil
		}
		time.Sleep(time.Second)
	}
	return nil, fmt.Errorf("no witness has cosigned: %w", err)
}

// served asks for types, lasting and absence (C2SP tlog-tiles).
func (it *tree) served() error {
	var wrong error
	for path, kind := range map[string]string{
		"checkpoint":       "text/plain; charset=utf-8",
		"tile/0/000":       "application/octet-stream",
		"tile/entries/000": "application/octet-stream",
		torchwood.TilePath(tlog.Tile{H: 8, L: 0, N: it.newer.N/256 + 1, W: 256}): "",
		torchwood.TilePath(tlog.Tile{H: 8, L: 7, N: 0, W: 1}):                    "",
	} {
		answer, err := http.Get(it.prefix + "/" + path)
		if err != nil {
			return err
		}
		answer.Body.Close()
		lasts := strings.Contains(answer.Header.Get("cache-control"), "immutable")
		is := answer.StatusCode == 200 && answer.Header.Get("content-type") == kind && lasts == (path != "checkpoint")
		if kind == "" {
			is = answer.StatusCode == 404
		}
		if !is {
			wrong = errors.Join(wrong, fmt.Errorf("%s: %s %v", path, answer.Status, answer.Header))
		}
	}
	return wrong
}

// want makes an error of what is not so.
func want(is bool) error {
	if is {
		return nil
	}
	return errors.New("it is not so")
}

// wantf asks only where nothing went wrong before.
func wantf(is func() bool, before error) error {
	if before != nil {
		return nil
	}
	return want(is())
}

func (it *tree) flippedText() error {
	var tried forgeries
	for at := range bytes.Index(it.raw, []byte("\n\n")) + 1 {
		_, err := open(flipped(it.raw, at), it.verifier)
		tried.try(err)
	}
	return tried.outcome()
}

func (it *tree) flippedSignature() error {
	text, lines, _ := strings.Cut(string(it.raw), "\n\n")
	line, _, _ := strings.Cut(lines, "\n")
	blank := strings.LastIndex(line, " ") + 1
	signature, err := base64.StdEncoding.DecodeString(line[blank:])
	if err != nil {
		return nil
	}
	var tried forgeries
	for at := range signature {
		other := line[:blank] + base64.StdEncoding.EncodeToString(flipped(signature, at))
		_, err := open([]byte(text+"\n\n"+other+"\n"), it.verifier)
		tried.try(err)
	}
	return tried.outcome()
}

func flipped(of []byte, at int) []byte {
	other := bytes.Clone(of)
	other[at] ^= 1
	return other
}
