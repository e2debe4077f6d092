package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	f_proof "github.com/transparency-dev/formats/proof"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/tlog"
)

// bundle is what `npm run prove` wrote of lines.
type bundle struct {
	Checkpoint string
	Lines      []struct {
		Index int64
		Line  string
		Path  []string
	}
}

// figure is as much of what it wrote of a figure as is asked about here.
type figure struct {
	Checkpoint string
	Chains     [][]struct {
		Index *int64
		Line  string
	}
	Bare []struct {
		Index int64
		Hash  string
	}
}

func read[T any](folder, name string) (T, error) {
	var it T
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err == nil {
		err = json.Unmarshal(text, &it)
	}
	return it, err
}

// included asks both libraries whether a line's digest is a leaf of a signed tree.
func included(line []byte, index int64, path [][]byte, size int64, root tlog.Hash) error {
	entry := sha256.Sum256(line)
	hashes := tlog.RecordProof{}
	for _, one := range path {
		if len(one) != tlog.HashSize {
			return errors.New("no hash")
		}
		hashes = append(hashes, tlog.Hash(one))
	}
	first := tlog.CheckRecord(hashes, size, root, index, tlog.RecordHash(entry[:]))
	second := proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(index), uint64(size), rfc6962.DefaultHasher.HashLeaf(entry[:]), path, root[:])
	if (first == nil) != (second == nil) {
		return fmt.Errorf("%w: %v, %v", errDisagree, first, second)
	}
	return first
}

var errDisagree = errors.New("the two libraries disagree")

// checkBundles answers how many bundles and how many tlog-proofs there were.
func (it *tree) checkBundles(r *report) (int, int, error) {
	if it.given.folder == "" {
		return 0, 0, nil
	}
	names, err := filepath.Glob(filepath.Join(it.given.folder, "*.proof.json"))
	if err != nil {
		return 0, 0, err
	}
	for _, path := range names {
		name := filepath.Base(path)
		kind, err := read[struct{ Format string }](it.given.folder, name)
		if err != nil {
			return 0, 0, err
		}
		if kind.Format == "lianan-figure-1" {
			err = it.checkFigure(r, name)
		} else {
			err = it.checkLines(r, name)
		}
		if err != nil {
			return 0, 0, err
		}
	}
	proofs, err := it.checkTlogProofs(r)
	return len(names), proofs, err
}

func (it *tree) checkLines(r *report, name string) error {
	given, err := read[bundle](it.given.folder, name)
	if err != nil {
		return err
	}
	head, err := open([]byte(given.Checkpoint), it.verifier)
	r.holds(name+": its checkpoint opens under the public key", err)
	var wrong error
	var line, path, place forgeries
	for _, one := range given.Lines {
		bytesOf, err := base64.StdEncoding.DecodeString(one.Line)
		if err != nil {
			return err
		}
		hashes, err := decoded(one.Path)
		if err != nil {
			return err
		}
		asked := func(line []byte, index int64, path [][]byte) error {
			return included(line, index, path, head.N, head.Hash)
		}
		wrong = errors.Join(wrong, asked(bytesOf, one.Index, hashes))
		entry := sha256.Sum256(bytesOf)
		if one.Index >= int64(len(it.entries)) || !bytes.Equal(entry[:], it.entries[one.Index]) {
			wrong = errors.Join(wrong, fmt.Errorf("line %d is another one in the public tree", one.Index))
		}
		for at := range bytesOf {
			line.try(asked(flipped(bytesOf, at), one.Index, hashes))
		}
		for at := range hashes {
			other := append([][]byte{}, hashes...)
			other[at] = flipped(hashes[at], 31)
			path.try(asked(bytesOf, one.Index, other))
		}
		for _, other := range []int64{0, one.Index - 1, one.Index + 1, one.Index ^ 2, head.N - 1, head.N} {
			if other != one.Index {
				place.try(asked(bytesOf, other, hashes))
			}
		}
	}
	r.holds(fmt.Sprintf("%s: tlog and transparency-dev/merkle prove its %d lines, which stand in the public tree", name, len(given.Lines)),
		errors.Join(wrong, want(len(given.Lines) > 0)))
	r.refused(name+": a line with a flipped byte, whichever it is", line.outcome())
	r.refused(name+": a path with a flipped byte, whichever hash it is in", path.outcome())
	r.refused(name+": a line at another place", place.outcome())
	return nil
}

func (it *tree) checkFigure(r *report, name string) error {
	given, err := read[figure](it.given.folder, name)
	if err != nil {
		return err
	}
	_, err = open([]byte(given.Checkpoint), it.verifier)
	r.holds(name+": its checkpoint opens under the public key", err)
	n := 0
	err = nil
	stands := func(index int64, digest []byte) {
		n++
		if index >= int64(len(it.entries)) || !bytes.Equal(digest, it.entries[index]) {
			err = fmt.Errorf("line %d is another one in the public tree", index)
		}
	}
	for _, chain := range given.Chains {
		for _, one := range chain {
			if one.Index == nil {
				continue
			}
			line, wrong := base64.StdEncoding.DecodeString(one.Line)
			if wrong != nil {
				return wrong
			}
			digest := sha256.Sum256(line)
			stands(*one.Index, digest[:])
		}
	}
	for _, one := range given.Bare {
		digest, wrong := base64.StdEncoding.DecodeString(one.Hash)
		if wrong != nil {
			return wrong
		}
		stands(one.Index, digest)
	}
	r.holds(fmt.Sprintf("%s: each of its %d lines stands in the public tree where it says", name, n), errors.Join(err, want(n > 0)))
	return nil
}

// checkTlogProofs reads what the house writes as C2SP tlog-proof; the extra data is the line.
func (it *tree) checkTlogProofs(r *report) (int, error) {
	names, err := filepath.Glob(filepath.Join(it.given.folder, "*.tlog-proof"))
	if err != nil {
		return 0, err
	}
	for _, path := range names {
		text, err := os.ReadFile(path)
		if err != nil {
			return 0, err
		}
		var given f_proof.TLogProof
		if err := given.Unmarshal(text); err != nil {
			r.holds("formats/proof reads a tlog-proof", err)
			continue
		}
		head, err := open(given.Checkpoint, it.verifier)
		hashes := [][]byte{}
		for _, one := range given.Hashes {
			hashes = append(hashes, one[:])
		}
		r.holds("formats/proof reads a tlog-proof, whose line is proved", errors.Join(err,
			included(given.ExtraData, int64(given.Index), hashes, head.N, head.Hash), want(bytes.Equal(given.Marshal(), text))))
		r.refused("a tlog-proof whose line has a flipped byte", included(flipped(given.ExtraData, 3), int64(given.Index), hashes, head.N, head.Hash))
	}
	return len(names), nil
}
