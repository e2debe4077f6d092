package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"filippo.io/torchwood"
	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/tlog"
)

// meddling carries requests and flips a byte in the answer to some of them.
type meddling struct {
	path string
	hits int
}

func (m *meddling) RoundTrip(request *http.Request) (*http.Response, error) {
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err != nil || m.path == "" || !strings.HasSuffix(request.URL.Path, m.path) {
		return answer, err
	}
	body, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	if err != nil || len(body) == 0 {
		return nil, errors.Join(err, errors.New("nothing to meddle with"))
	}
	m.hits++
	answer.Body = io.NopCloser(bytes.NewReader(flipped(body, len(body)/2)))
	return answer, nil
}

func (it *tree) client(carrier http.RoundTripper) (*torchwood.Client, *torchwood.TileFetcher, error) {
	fetcher, err := torchwood.NewTileFetcher(it.prefix, torchwood.WithHTTPClient(&http.Client{Transport: carrier}), torchwood.WithConcurrencyLimit(4))
	if err != nil {
		return nil, nil, err
	}
	client, err := torchwood.NewClient(fetcher)
	return client, fetcher, err
}

func (it *tree) checkTiles(r *report) error {
	ctx := context.Background()
	client, fetcher, err := it.client(http.DefaultTransport)
	if err != nil {
		return err
	}
	size := it.newer.N
	// The walk leaves a part of a tile for later, and takes it when it is asked again from there.
	for before := int64(-1); int64(len(it.entries)) < size && int64(len(it.entries)) > before; {
		before = int64(len(it.entries))
		for _, entry := range client.Entries(ctx, it.newer.Tree, before) {
			it.entries = append(it.entries, bytes.Clone(entry))
		}
	}
	r.holds(fmt.Sprintf("torchwood walks all %d entries and finds each under its tiles and the signed root", size),
		errors.Join(client.Err(), want(int64(len(it.entries)) == size)))
	if int64(len(it.entries)) != size {
		return errors.New("without all entries nothing more can be said")
	}
	digests := true
	for _, one := range it.entries {
		digests = digests && len(one) == 32
	}
	r.holds("every entry is a digest and nothing else", want(digests))
	reader := torchwood.TileHashReaderWithContext(ctx, it.newer.Tree, fetcher)
	root, err := tlog.TreeHash(size, reader)
	r.holds("tlog.TreeHash reckons the signed root from the tiles", errors.Join(err, want(root == it.newer.Hash)))
	again, err := rootOf(it.entries)
	r.holds("transparency-dev/merkle reckons the signed root from the entries", errors.Join(err, want(bytes.Equal(again, it.newer.Hash[:]))))
	for _, index := range []int64{0, 255, 256, size / 2, size - 1} {
		if index >= size {
			continue
		}
		entry, proof, err := client.Entry(ctx, it.newer.Tree, index)
		r.holds(fmt.Sprintf("torchwood proves entry %d", index), errors.Join(err, want(bytes.Equal(entry, it.entries[index]) && len(proof) > 0)))
	}
	return it.flippedTiles(r)
}

// rootOf is a tree's root by the second library.
func rootOf(entries [][]byte) ([]byte, error) {
	factory := compact.RangeFactory{Hash: rfc6962.DefaultHasher.HashChildren}
	all := factory.NewEmptyRange(0)
	for _, one := range entries {
		if err := all.Append(rfc6962.DefaultHasher.HashLeaf(one), nil); err != nil {
			return nil, err
		}
	}
	return all.GetRootHash(nil)
}

// flippedTiles flips a byte in one tile of each sort and asks for an entry below it.
func (it *tree) flippedTiles(r *report) error {
	size := it.newer.N
	full := tlog.Tile{H: 8, L: 0, N: 0, W: int(min(size, 256))}
	bundle := tlog.Tile{H: 8, L: -1, N: 0, W: full.W}
	type meddled struct {
		name  string
		tile  tlog.Tile
		index int64
	}
	cases := []meddled{
		{"a tile", full, 7},
		{"a bundle of entries", bundle, 7},
		{"the last tile", partial(0, size), size - 1},
		{"the last bundle of entries", partial(-1, size), size - 1},
	}
	for level, above := 1, size/256; above > 0; level, above = level+1, above/256 {
		cases = append(cases, meddled{fmt.Sprintf("the last tile of level %d", level), partial(level, size), size - 1})
	}
	for _, one := range cases {
		carrier := &meddling{path: torchwood.TilePath(one.tile)}
		client, _, err := it.client(carrier)
		if err != nil {
			return err
		}
		_, _, err = client.Entry(context.Background(), it.newer.Tree, one.index)
		if carrier.hits == 0 {
			r.holds(fmt.Sprintf("%s (%s) is read at all", one.name, carrier.path), errors.New("it was never asked for"))
			continue
		}
		// Flipped in the middle of a bundle is another entry than the one that is asked for, perhaps: then all of it is walked.
		if err == nil && one.tile.L == -1 {
			for range client.Entries(context.Background(), it.newer.Tree, one.tile.N*256) {
			}
			err = client.Err()
		}
		r.refused(fmt.Sprintf("%s with a flipped byte", one.name), err)
	}
	return nil
}

// partial is the last tile of a level in a tree of a size.
func partial(level int, size int64) tlog.Tile {
	there := size
	for range max(level, 0) {
		there /= 256
	}
	index := (there - 1) / 256
	return tlog.Tile{H: 8, L: level, N: index, W: int(there - index*256)}
}
