package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"os"

	"filippo.io/torchwood"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// checkGrowth: what was kept of before is the beginning of what is now, and nothing else passes for that.
func (it *tree) checkGrowth(r *report) error {
	_, fetcher, err := it.client(nil)
	if err != nil {
		return err
	}
	reader := torchwood.TileHashReaderWithContext(context.Background(), it.newer.Tree, fetcher)
	grown, err := tlog.ProveTree(it.newer.N, it.older.N, reader)
	r.holds("tlog.CheckTree: the older tree is the beginning of the newer one, by the tiles",
		errors.Join(err, tlog.CheckTree(grown, it.newer.N, it.newer.Hash, it.older.N, it.older.Hash)))
	client, _, err := it.client(nil)
	if err != nil {
		return err
	}
	last, _, err := client.Entry(context.Background(), it.older.Tree, it.older.N-1)
	r.holds("torchwood still proves the last entry of the older tree, by the parts of tiles that it had",
		errors.Join(err, want(bytes.Equal(last, it.entries[it.older.N-1]))))
	path, err := it.askedProof(fmt.Sprintf("consistency?district=%s&from=%d&to=%d", it.given.district, it.older.N, it.newer.N))
	if err != nil {
		return err
	}
	consistent := func(path [][]byte, root []byte) error {
		return proof.VerifyConsistency(rfc6962.DefaultHasher, uint64(it.older.N), uint64(it.newer.N), path, root, it.newer.Hash[:])
	}
	r.holds("transparency-dev/merkle: the same, by the proof that the house hands out", consistent(path, it.older.Hash[:]))
	r.refused("an older root with a flipped byte", consistent(path, flipped(it.older.Hash[:], 5)))
	var tried forgeries
	for at := range path {
		other := append([][]byte{}, path...)
		other[at] = flipped(path[at], 9)
		tried.try(consistent(other, it.older.Hash[:]))
	}
	// From a tree to itself there is nothing to prove.
	if len(path) > 0 {
		r.refused("a proof of growth with a flipped byte, whichever hash it is in", tried.outcome())
	}
	single, err := it.askedProof(fmt.Sprintf("leaves/%d?district=%s&size=%d", it.older.N/2, it.given.district, it.older.N))
	if err != nil {
		return err
	}
	r.holds("transparency-dev/merkle: a leaf is in the older tree, by the proof that the house hands out",
		proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(it.older.N/2), uint64(it.older.N),
			rfc6962.DefaultHasher.HashLeaf(it.entries[it.older.N/2]), single, it.older.Hash[:]))
	return nil
}

// checkForgeries: what the house itself would sign, if it lied, does not pass for what was kept.
func (it *tree) checkForgeries(r *report) error {
	fork, err := it.forged(it.newer.N, it.older.N-1)
	if err != nil {
		return err
	}
	_, err = open(fork.raw, it.verifier)
	r.holds("forged with the house's own key, a tree with one line altered opens", err)
	forked, err := fork.proveFrom(it.older.N)
	r.refused("that tree as a continuation of what was kept", errors.Join(err, tlog.CheckTree(forked, fork.N, fork.Hash, it.older.N, it.older.Hash)))
	back, err := it.forged(it.older.N-3, -1)
	if err != nil {
		return err
	}
	_, err = open(back.raw, it.verifier)
	r.holds("a tree that was put back opens, for it was once true", err)
	behind, _ := back.proveFrom(min(back.N, it.older.N))
	r.refused("that tree as a continuation of what was kept", tlog.CheckTree(behind, back.N, back.Hash, it.older.N, it.older.Hash))
	return nil
}

func (it *tree) askedProof(what string) ([][]byte, error) {
	body, err := get(it.given.house + "/api/proof/" + what)
	if err != nil {
		return nil, err
	}
	var said struct{ Path []string }
	if err := json.Unmarshal(body, &said); err != nil {
		return nil, err
	}
	return decoded(said.Path)
}

func decoded(path []string) ([][]byte, error) {
	hashes := [][]byte{}
	for _, one := range path {
		hash, err := base64.StdEncoding.DecodeString(one)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}

// forgery is a tree of somebody who holds the house's key.
type forgery struct {
	torchwood.Checkpoint
	raw    []byte
	stored stored
}

// stored are the hashes of a tree in tlog's own order.
type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for at, index := range indexes {
		hashes[at] = s[index]
	}
	return hashes, nil
}

func (f *forgery) proveFrom(from int64) (tlog.TreeProof, error) {
	return tlog.ProveTree(f.N, from, f.stored)
}

// grown is the tree over the first entries, with one of them altered (none where it is negative).
func grown(entries [][]byte, size, altered int64) (stored, tlog.Tree, error) {
	var hashes stored
	for n := range size {
		entry := entries[n]
		if n == altered {
			entry = flipped(entry, 0)
		}
		more, err := tlog.StoredHashes(n, entry, hashes)
		if err != nil {
			return nil, tlog.Tree{}, err
		}
		hashes = append(hashes, more...)
	}
	root, err := tlog.TreeHash(size, hashes)
	return hashes, tlog.Tree{N: size, Hash: root}, err
}

// forged signs another tree with the house's own key.
func (it *tree) forged(size, altered int64) (*forgery, error) {
	text, err := os.ReadFile(it.given.secret)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("no key in " + it.given.secret)
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	secret, is := key.(ed25519.PrivateKey)
	if !is {
		return nil, errors.New("the house's key is not of Ed25519")
	}
	hashes, head, err := grown(it.entries, size, altered)
	if err != nil {
		return nil, err
	}
	said := torchwood.Checkpoint{Origin: it.newer.Origin, Tree: head}
	raw, err := note.Sign(&note.Note{Text: said.String()}, signer{it.verifier, secret})
	if err == nil && altered < 0 && size == it.newer.N && !bytes.Equal(head.Hash[:], it.newer.Hash[:]) {
		err = errors.New("the entries give another root")
	}
	return &forgery{said, raw, hashes}, err
}

type signer struct {
	note.Verifier
	secret ed25519.PrivateKey
}

func (s signer) Sign(text []byte) ([]byte, error) { return ed25519.Sign(s.secret, text), nil }
