// What others signed, hashed and proved, as facts to check ourselves against; nothing here was made by this house.

/**
 * Go's checksum database (sum.golang.org), November 2026: two signed trees, the proof that the first is the beginning of the second,
 * and one record with its place in the second.
 */
export const sumdb = {
  key: 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
  older:
    'go.sum database tree\n72097574\nTN5X3MLGTDFnVRn7RF0+aSqn9MdPDdly11pPObF1Ti8=\n\n— sum.golang.org Az3grqWEGn3sDlsyQ9ppBk0lZ6N+PyvyN98h/w05RN0Kd0gEPt5lnWXQ0GU4cdmhWiTJp6w7TVjS+LEx1xKeKQ+9EAk=\n',
  newer:
    'go.sum database tree\n72201322\nEgexwBZEbnq5RUm1/iCB9YaZXJigmqNqv84UGhzca4o=\n\n— sum.golang.org Az3grgqeI7FMbJBAcNpDpTFIES60VV4LLYXgz/af8SDCi8B0d95e5gO9eFD9HPP8yrjiF6Qnlts4rqGd8A74ZPhZlQo=\n',
  consistency: [
    'tsgsUw0Pz0nODUlh8G0fMYRW3CtcGimaObgK7USQ0z4=',
    'D1+RDr/P6a8hPJmQxvJ6r0OUlMSJbXXOH3Tz+hq+pZg=',
    'KKtoUy14aVU/9LSac3qzmPndg8lUKdsEqg/7x5YGE6o=',
    'eU+64ld+jCJP9ZsiTHTG/JozNx0r8WgNAeZvytm/ZTQ=',
    'JHixt+SfBpjb9bOALhI03jzhEbk7Ao76AuY3WMu3gv4=',
    'ixcwa6hO7EzkK8b5YE6TDmljg2wNZlwWP1Hw1ChxgUI=',
    'ZV1ul/kcmQbk72+gWwN8TNLLv7CutISMzARultkTBo0=',
    'kfuUMd+X+SXwqPZI0hbQ6EpDNdn9J599tYVwFUYgl2U=',
    'PJZyX9uZ9jMOxoffEH4NIQ4s+A5/ONrUvox07zfgBdI=',
    'hh/mCEHIqqm2FCfi+h78BCp/hIKhWkOL9BbbVKctFIo=',
    'O5UFyoukg7ZzpqCEop7WrKwkZGlD95Jg7ej8Gtriq3U=',
    'f9epy9YKFaUo/A5OEsEmATpw+8RJjsC1XSmjct4vHGc=',
    '2abQd4z0sIeo4mYeBaaIjbMCK5x83F0pCkc/sqn7X1g=',
    'm6OhTtYocl1tUakuiRC+qqrM6E4LaxZpMet/sZyXi4s=',
    'jRqDu+GsI6gRiOcRgSIkLO+jSHG+LKU2w0SB0zpRVvE=',
    'NIu40DtXULPmsd8bRrJ4NMuMVj5TwO3VsBFbhnPZ5XY=',
    'lIF5wdga7s9JdGaYJCYELud+LHZNeP3XaTbP/s6UGr8=',
    '7vBRmwV16sxH3adc0jbQRqxBFSMBf2R4ShsH4ya2Ksc=',
    'HVTaL96uTDo0oUbUuvudFEUqxvylneJ2/aZbCU5jW/k=',
    'koAe/Neb2yDE4h7PelxXu/9gNYQyS6CMmoZU85GRYB8=',
    'fwx0lGMWVFno5pj4ltKjpWrBN7WAudEmKKgwb2Fv3F0=',
  ],
  index: 46_123_749,
  record:
    'filippo.io/torchwood v0.6.1 h1:5ySRP9s89RylK4lVZATrxrUlcBSG4FC57rDm71bfnYU=\nfilippo.io/torchwood v0.6.1/go.mod h1:B1iitdrTUBuGJIHrh4r0PsdKmI4XzlAsPDe/9B4iAnw=\n',
  inclusion: [
    'N1sX0qyMf2rFPb5JAr2htcR0rntqgZMML4aOiAjd2tY=',
    't6+MvZ5p9nwOY5CQ3DxCV6joIOkxFfjQ9YSVo8kQ82Q=',
    'KU5wln+farCHuoHrylpGi9l/oHQBxiUaH8SHLuDqiL0=',
    '9x2zgBgFzMCDFPOWdnLbsXFUcYtg5wt7eJUlNHiEpzU=',
    'Y07v3es5ekcRqGBP8+CLE35wnhVj4b5jagLy51AsMrA=',
    'TO4uiGgpeagkHdoo6RHokeisu4HIt/Y46qTws6oRI2Q=',
    'Rsp9+/lJAssZ66pjhunUmEPBWDzLoXFVvxMwn2OkiLw=',
    'XBfx97WJZgMHIwhBsGR2USFvqjYgrVfLHjebhDW1JR0=',
    'fJppcjoz/zjYik/VLVZUqxgOJwBXtk8ISxSIaMoKWMU=',
    'SgJ5f9df/3H20q3bunpqm69CUaxZdGo7ovmlccXNLXE=',
    '5i5b49geKHxIBG6cT3644RcmxIqilUufWTz3pgtX6l8=',
    'UBwidTVoYjtXlTOO6APQdXOm3IGwZ9U15iEwMbJbScQ=',
    '+F7vbzS0jQYeN0CxKRjHtpAc1CIDe+Hw/D7NZF01lWk=',
    'GO6KRPUrCctbQpCmFn2kuUa7zkZJdrrFFkHFXuDkeIA=',
    'x3Sb3gYqWYlGL772u7djkpTLI4FQygOAQI8xC2cF0OU=',
    'gh1Pn3pcABQoQ7Ab6pDvuPc1npzcUj0AOaWZmuW3XOA=',
    'bWEHEL9wE0UXiAM80bBLiBdGvZVjdXOg6oeiNuPkhfE=',
    'Rj9jkGPT+ygtOC7eWRslGJZXtgLs5cpeS8uH4gOtY+c=',
    '+OZWUenVgswwmSbPDe6KaLhXQdbUlaNDHko2JMAX52s=',
    '/uPUUt45ivMkG8EQ2IOjhBvRhIAcxmHV++iBTnKK8jw=',
    'blrn0gVEJ4XuvL7NYYQry1KcyBDFVSUEXJfuQJHpHeQ=',
    '2mGSetmVaQEc0n1pznD/Pi61BBjZV/aDfs4LOvxECdE=',
    '7iNSYSDhMeRkeV7r9krKbKelNPiqDCJU1i6xAn/Fbuw=',
    'MYqdo6zSjxaAn+29EEjNRbPYm0myB3bheu+HTZIAbVY=',
    'IccGB+xCjUiCcPj0BxGsUv0l9T7dKGCKAf0RIwcIi6w=',
    'xJ20xXM4QItt5vxFOtolZ5l18p7ej1+RimNkgWmoRFM=',
    '+TN8j/KbNPCLmgb5/sBKiUnvWNZK+3hS/YF1+DUDY38=',
  ],
} as const;

/** Leaves and proofs of transparency-dev/merkle v0.0.2 (proof/verify_test.go), which came from certificate-transparency-go; in hex. */
export const merkle = {
  entries: ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'],
  roots: [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ],
  inclusion: [
    { index: 0, size: 1, proof: [] },
    {
      index: 0,
      size: 8,
      proof: [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    },
    {
      index: 5,
      size: 8,
      proof: [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
    { index: 2, size: 3, proof: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'] },
    {
      index: 1,
      size: 5,
      proof: [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    },
  ],
  consistency: [
    { from: 1, to: 1, proof: [] },
    {
      from: 1,
      to: 8,
      proof: [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    },
    {
      from: 6,
      to: 8,
      proof: [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
    {
      from: 2,
      to: 5,
      proof: [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    },
    {
      from: 6,
      to: 7,
      proof: [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
  ],
} as const;

/**
 * What Go wrote under the Ed25519 key whose seed is the bytes 1 to 32: a checkpoint signed by golang.org/x/mod v0.43.0 (sumdb/note) and
 * cosigned by filippo.io/torchwood v0.6.1 and by transparency-dev/formats v0.1.1, and a proof as the latter writes C2SP tlog-proof.
 */
const origin = 'log.example/transparency/330702';
const text = `${origin}\n102850\n//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=\n`;
const lines = [
  `— ${origin} R1zwtimchjnv3Fzl+xOTYB9CUL8wJ6QN4HSxAH7JaNf0EYQTTO9E2NnoOwSsneT6UVyE14ikJEYsTjMhcnziM0SCowc=\n`,
  '— witness.example/w 1GfiIgAAAABrCgNf0cZxp3pfCGGYsTWKHakh1rtEXfGcZVoN/ISUKZo3z72gewT9Bq1k/296BuhP9gZJQSeBpE3RdS1bJ8jcBilaCw==\n',
  '— other.example/w g83hFAAAAABrCgNf0cZxp3pfCGGYsTWKHakh1rtEXfGcZVoN/ISUKZo3z72gewT9Bq1k/296BuhP9gZJQSeBpE3RdS1bJ8jcBilaCw==\n',
] as const;
const note = `${text}\n${lines.join('')}`;
export const go = {
  origin,
  key: `${origin}+475cf0b6+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk`,
  witness: 'witness.example/w+d467e222+BHm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk',
  seconds: 0x6b0a035f,
  text,
  lines,
  note,
  proof: `c2sp.org/tlog-proof@v1\nextra eyJraW5kIjoibWF0dGVyLnJlcG9ydGVkIn0=\nindex 73894\n//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=\n\n${note}`,
} as const;

/** The examples that stand in C2SP tlog-cosignature and tlog-witness. */
export const c2sp = {
  cosigned: `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`,
  submission: `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`,
} as const;
