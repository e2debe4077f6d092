package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"filippo.io/torchwood"
	f_note "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// submitted asks a witness as C2SP tlog-witness says, and answers status and body.
func submitted(to string, old int64, proof tlog.TreeProof, checkpoint []byte) (int, string, http.Header, error) {
	var body bytes.Buffer
	fmt.Fprintf(&body, "old %d\n", old)
	for _, one := range proof {
		fmt.Fprintf(&body, "%s\n", one)
	}
	body.WriteByte('\n')
	body.Write(checkpoint)
	answer, err := http.Post(to+"/add-checkpoint", "text/plain", &body)
	if err != nil {
		return 0, "", nil, err
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	return answer.StatusCode, string(said), answer.Header, err
}

// checkTheirs: what torchwood's litewitness said of the house's tree, and what it does not say.
func (it *tree) checkTheirs(r *report) error {
	opened, err := note.Open(it.raw, note.VerifierList(it.witness))
	r.holds("litewitness has cosigned the newest checkpoint (formats/note opens its cosignature/v1)", err)
	if err == nil {
		when, err := torchwood.CosignatureTimestamp(opened.Sigs[0])
		r.holds("and says when", errors.Join(err, want(when > 1_700_000_000)))
	}
	text, _, _ := bytes.Cut(it.raw, []byte("\n\n"))
	var tried forgeries
	for at := range text {
		_, err := note.Open(flipped(it.raw, at), note.VerifierList(it.witness))
		tried.try(err)
	}
	r.refused("a cosignature of a text with a flipped byte, whichever it is", tried.outcome())

	theirs := "http://" + it.given.listen
	back, err := it.forged(it.older.N, -1)
	if err != nil {
		return err
	}
	status, said, _, err := submitted(theirs, 0, nil, back.raw)
	if err != nil {
		return err
	}
	// The house goes on: it may have shown a still larger tree since.
	seen, err := strconv.ParseInt(strings.TrimSpace(said), 10, 64)
	r.holds("litewitness does not go back to a smaller tree that was once true", errors.Join(err, want(status == 409 && seen >= it.newer.N)))
	fork, err := it.forged(it.newer.N, it.older.N-1)
	if err != nil {
		return err
	}
	status, _, _, err = submitted(theirs, it.newer.N, nil, fork.raw)
	r.holds("nor cosigns a second tree of the same size", errors.Join(err, want(status == 422 || status == 409)))
	return nil
}

// checkOurs: the house as a witness of another log, which is made by tlog and note alone.
func (it *tree) checkOurs(r *report) error {
	ours := it.given.house + "/transparency/witness"
	page, err := get(it.given.house + "/api/proof")
	if err != nil {
		return err
	}
	var shown struct{ Witness string }
	if err := json.Unmarshal(page, &shown); err != nil {
		return err
	}
	verifier, err := f_note.NewVerifierForCosignatureV1(shown.Witness)
	r.holds("formats/note takes the key under which the house witnesses others", err)
	if err != nil {
		return err
	}
	skey, err := os.ReadFile(filepath.Join(it.given.folder, "log.key"))
	if err != nil {
		return err
	}
	by, err := note.NewSigner(string(skey))
	if err != nil {
		return err
	}
	entries := [][]byte{}
	for n := range 700 {
		entries = append(entries, fmt.Appendf(nil, "entry %d", n))
	}
	head := func(size, altered int64, origin string, by note.Signer) (stored, torchwood.Checkpoint, []byte, error) {
		hashes, tree, err := grown(entries, size, altered)
		said := torchwood.Checkpoint{Origin: origin, Tree: tree}
		raw, wrong := note.Sign(&note.Note{Text: said.String()}, by)
		return hashes, said, raw, errors.Join(err, wrong)
	}
	cosigned := func(raw []byte, said string) error {
		_, err := note.Open(append(bytes.Clone(raw), said...), note.VerifierList(verifier))
		return err
	}
	_, first, one, err := head(257, -1, otherLog, by)
	if err != nil {
		return err
	}
	status, said, _, err := submitted(ours, 0, nil, one)
	r.holds("the house cosigns another log's first tree", errors.Join(err, want(status == 200), cosigned(one, said)))
	hashes, _, two, err := head(700, -1, otherLog, by)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveTree(700, 257, hashes)
	if err != nil {
		return err
	}
	status, said, headers, err := submitted(ours, 0, nil, two)
	r.holds("tells where it stands (409, text/x.tlog.size) to who starts elsewhere",
		errors.Join(err, want(status == 409 && said == "257\n" && headers.Get("content-type") == "text/x.tlog.size")))
	forkedHashes, forked, three, err := head(700, 13, otherLog, by)
	if err != nil {
		return err
	}
	crooked, err := tlog.ProveTree(700, 257, forkedHashes)
	if err != nil {
		return err
	}
	status, _, _, err = submitted(ours, 257, crooked, three)
	r.holds("does not cosign a tree that forked (422)", errors.Join(err, want(status == 422),
		wantf(func() bool { return tlog.CheckTree(crooked, 700, forked.Hash, 257, first.Hash) != nil }, nil)))
	status, said, _, err = submitted(ours, 257, proof, two)
	r.holds("cosigns the tree that grew", errors.Join(err, want(status == 200), cosigned(two, said)))
	status, said, _, err = submitted(ours, 257, nil, one)
	r.holds("does not go back (409)", errors.Join(err, want(status == 409 && said == "700\n")))
	status, _, _, err = submitted(ours, 700, nil, three)
	r.holds("does not cosign a second tree of the same size (409)", errors.Join(err, want(status == 409)))
	stranger, _, err := note.GenerateKey(rand.Reader, otherLog)
	if err != nil {
		return err
	}
	strange, err := note.NewSigner(stranger)
	if err != nil {
		return err
	}
	_, _, four, err := head(700, -1, otherLog, strange)
	if err != nil {
		return err
	}
	status, _, _, err = submitted(ours, 700, nil, four)
	r.holds("nor anything under a key that it does not know (403)", errors.Join(err, want(status == 403)))
	_, _, five, err := head(700, -1, "unknown.example/log", by)
	if err != nil {
		return err
	}
	status, _, _, err = submitted(ours, 0, nil, five)
	r.holds("nor a log that it does not know (404)", errors.Join(err, want(status == 404)))
	return nil
}
