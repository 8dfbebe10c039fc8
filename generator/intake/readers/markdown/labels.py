"""What a label says its link leads to: `[[Paper]](…)`, `Code: https://…`, `[![arXiv](…)](…)`."""

import re

from generator.clean.urls import kind_of, leads_to_paper

_OTHER = "other"
UNTOLD = "link"
"""The kind of a label that says nothing of the kind: `link`, `here`, `[1]`."""

# The first that has a word of the label decides; `paper code` is code, and `project video` a video.
_WORDS: dict[str, str] = {
    _OTHER: """slides? poster posters blog blogs blogpost post news tweets? twitter bib(?:te?xt?)?
        supp(?:l\\w*)? appendix review reviews reddit zhihu wechat medium citations? cite cited media summary
        tutorial podcast explainer linkedin newsletter discussion dblp scholar notes? 解读 博客 知乎
        引用 ppt leaderboard docs documentation""",
    "video": "videos? talk talks youtube bilibili recording presentation 视频 lecture",
    "data": "data datasets? 数据 数据集 benchmark corpus",
    "demo": "demos? colab notebook space spaces playground app try",
    "model": "models? weights? checkpoints? ckpt huggingface hf",
    "project": "project projects website websites homepage homepages home site web webpages? page pages 主页 项目",
    "code": """codes? codebase github gitlab git implementations? official unofficial pytorch tensorflow tf keras torch
        matlab python jax julia mxnet caffe chainer theano c\\+\\+ cpp java repo repos repository repositories software
        source scripts? toolbox stars? 代码 源码 mindspore paddle reference""",
    "paper": """papers? pdf pdfs arxiv arxivs doi dois acl openreview abs abstract preprint preprints article articles
        biorxiv medrxiv chemrxiv \\w*rxiv manuscript publication publications publisher journal proceedings thecvf cvf
        acm ieee ieeexplore springer nips neurips icml iclr cvpr iccv eccv aaai ijcai emnlp naacl pmlr mlr nature
        sciencedirect elsevier wiley usenix 论文 原文 論文 pubmed pmc ssrn ps eprint fulltext""",
}
_KINDS = tuple((kind, re.compile("|".join(words.split()))) for kind, words in _WORDS.items())
_UNTOLD = re.compile(
    r"links?|here|url|html?|abs|full|text|version|v?\d+|official|official link|\W*|en|zh|cn|related|download"
)
_FILLERS = frozenset(
    "link links the official original unofficial of our full free long short extended version to and or a an my their "
    "this for in view read more open access pre print re with by here html url code- main extra part 1 2 3 4 i ii "
    "video's third party author authors conference journal camera ready online web release released soon coming".split()
)
_WORD = re.compile(r"[^\W_]+(?:\+\+)?")
_LONGEST = 36


def label_kind(label: str) -> str:
    """The kind of link that a label names, `link` where it is a label that names none, "" where it is none."""
    written = label.strip(" []()【】（）*:：,.|-–—<>")
    bare = written.lower()
    if len(bare) > _LONGEST:
        return ""
    if _UNTOLD.fullmatch(bare):
        return UNTOLD
    words = _WORD.findall(bare)
    found = [next((kind for kind, known in _KINDS if known.fullmatch(word)), "") for word in words]
    kinds = set(found) - {""}
    strange = [
        word
        for kind, word, as_is in zip(found, words, _WORD.findall(written), strict=False)
        if not kind
        and word not in _FILLERS
        and not word.isdigit()
        and not (kinds and (as_is.isupper() or f"({as_is}" in written))
    ]
    if not kinds or strange or len(words) > 6:
        return UNTOLD if words and not strange else ""
    return next(kind for kind, _ in _KINDS if kind in kinds)


def is_label(label: str) -> bool:
    return label_kind(label) != ""


def link_kind(label: str, url: str) -> str:
    """The kind of a link: by its label, else by its host; a paper's label at a code host is believed to the host."""
    named, hosted = label_kind(label), kind_of(url)
    if hosted == "other" and leads_to_paper(url):
        hosted = "paper"
    if named in ("", UNTOLD) or (named == "paper" and hosted not in ("other", "paper", "project")):
        return hosted
    if named == "project" and hosted == "code" and "page" not in label.lower():
        return "code" if "web" not in label.lower() and "home" not in label.lower() else "project"
    return named
