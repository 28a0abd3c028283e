//! Every word the page says, in the three languages of its interface, in one table.

use std::fmt::Display;

/// The languages of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    Hans,
    /// Traditional Chinese.
    Hant,
    /// English.
    English,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::Hans, Self::Hant, Self::English];

    /// Its BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Hans => "zh-Hans",
            Self::Hant => "zh-Hant",
            Self::English => "en",
        }
    }

    /// What it calls itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Hans => "简",
            Self::Hant => "繁",
            Self::English => "EN",
        }
    }

    /// Its words.
    pub const fn strings(self) -> &'static Strings {
        match self {
            Self::Hans => &HANS,
            Self::Hant => &HANT,
            Self::English => &ENGLISH,
        }
    }

    /// The language that `tag` asks for.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.tag() == tag)
    }

    /// Picks this language's column.
    pub const fn pick<T: Copy>(self, columns: [T; 3]) -> T {
        let [hans, hant, english] = columns;
        match self {
            Self::Hans => hans,
            Self::Hant => hant,
            Self::English => english,
        }
    }
}

/// Puts `value` in the place of `{}`.
pub fn fill(template: &str, value: impl Display) -> String {
    template.replacen("{}", &value.to_string(), 1)
}

macro_rules! strings {
    ($($key:ident: $hans:literal, $hant:literal, $english:literal;)*) => {
        /// The words of one language.
        #[derive(Debug, PartialEq)]
        pub struct Strings {
            $(pub $key: &'static str,)*
        }
        static HANS: Strings = Strings { $($key: $hans,)* };
        static HANT: Strings = Strings { $($key: $hant,)* };
        static ENGLISH: Strings = Strings { $($key: $english,)* };
    };
}

strings! {
    app: "圈点", "圈點", "Quandian";
    skip: "跳到正文", "跳到正文", "Skip to the article";
    // Input.
    slogan: "人名、机构、日子、数字，一眼分明", "人名、機構、日子、數字，一眼分明", "Names, dates and figures, plain at a glance";
    promise: "文章只在这台电脑上分析，不上传，不留存在别处。", "文章只在這台電腦上分析，不上傳，不留存在別處。", "Your article is analysed on this machine. Nothing is uploaded, nothing is kept elsewhere.";
    paste_here: "把文章贴在这里，或把文件拖进来……", "把文章貼在這裡，或把檔案拖進來……", "Paste an article here, or drop a file…";
    article_text: "文章", "文章", "Article";
    open_file: "打开文件", "開啟檔案", "Open a file";
    sample: "看一篇样稿", "看一篇樣稿", "Show a sample";
    clear: "清空", "清空", "Clear";
    go: "圈点", "圈點", "Mark it";
    published: "刊发日期", "刊發日期", "Published";
    published_hint: "“今年”“昨天”从这天算起", "「今年」「昨天」從這天算起", "“This year”, “yesterday” count from this day";
    day_form: "年-月-日", "年-月-日", "YYYY-MM-DD";
    no_day: "请写成 2020-12-25 这样", "請寫成 2020-12-25 這樣", "Write a day as 2020-12-25";
    characters: "{} 字", "{} 字", "{} characters";
    drop_here: "松手，放进来", "鬆手，放進來", "Let go to read it";
    back_to_article: "回到文章", "回到文章", "Back to the article";
    // Engine.
    loading: "正在备墨", "正在備墨", "Loading the analyser";
    loading_early: "正在备墨，可以先贴文章", "正在備墨，可以先貼文章", "Loading the analyser; you can paste meanwhile";
    ready: "墨已备好", "墨已備好", "Ready";
    working: "正在圈点……", "正在圈點……", "Marking…";
    restarted: "分析器刚才出了错，已经重新启动；文章还在。", "分析器剛才出了錯，已經重新啟動；文章還在。", "The analyser crashed and was started again. Your text is still here.";
    main_thread: "这里不能开后台线程，分析在页面里进行：长文会让页面停顿片刻。", "這裡不能開背景執行緒，分析在頁面裡進行：長文會讓頁面停頓片刻。", "No background thread can be started here: the page does the work itself and may pause over long texts.";
    retry: "再试一次", "再試一次", "Try again";
    dismiss: "知道了", "知道了", "Dismiss";
    failed: "没能圈点", "沒能圈點", "It could not be marked";
    failed_network: "分析器没有下载下来。请看看网络是否连着，再试一次。", "分析器沒有下載下來。請看看網路是否連著，再試一次。", "The analyser did not arrive. Check the connection, then try again.";
    failed_mime: "服务器没有按 WebAssembly 发送分析器。请网站管理员把 .wasm 的类型设为 application/wasm。", "伺服器沒有按 WebAssembly 傳送分析器。請網站管理員把 .wasm 的類型設為 application/wasm。", "The server does not send the analyser as WebAssembly. Ask its administrator to serve .wasm as application/wasm.";
    failed_csp: "网站的内容安全策略拦下了分析器。请网站管理员在 script-src 里加上 'wasm-unsafe-eval'。", "網站的內容安全策略攔下了分析器。請網站管理員在 script-src 裡加上 'wasm-unsafe-eval'。", "The site's content security policy refuses the analyser. Its administrator should add 'wasm-unsafe-eval' to script-src.";
    failed_file: "从文件直接打开的网页不能载入分析器。请通过 http:// 打开，例如 make serve。", "從檔案直接開啟的網頁不能載入分析器。請透過 http:// 開啟，例如 make serve。", "A page opened from a file cannot load the analyser. Open it over http://, for example with make serve.";
    failed_wasm: "浏览器关掉了 WebAssembly。请在设置里打开它（有的“安全模式”会关掉），或换一个浏览器。", "瀏覽器關掉了 WebAssembly。請在設定裡打開它（有的「安全模式」會關掉），或換一個瀏覽器。", "WebAssembly is switched off in this browser. Switch it on (some lockdown modes switch it off) or use another browser.";
    failed_trap: "分析器两次被这篇文章难倒。文章还在：删去一部分再试，或者把它发给我们看看。", "分析器兩次被這篇文章難倒。文章還在：刪去一部分再試，或者把它發給我們看看。", "The analyser failed over this text twice. The text is still here: take part of it away and try again, or send it to us.";
    failed_other: "出了没有料到的错。请再试一次；若还不行，重新载入网页，文章会留着。", "出了沒有料到的錯。請再試一次；若還不行，重新載入網頁，文章會留著。", "Something unexpected went wrong. Try again; if that does not help, reload the page. Your text will be kept.";
    // Files.
    in_parts: "文章很长，分成了 {} 份；在上面的文稿里换着看。", "文章很長，分成了 {} 份；在上面的文稿裡換著看。", "A long text: it was taken in {} parts. Choose one in the list of documents above.";
    incoming: "正在读取文件，还有 {} 个……", "正在讀取檔案，還有 {} 個……", "Reading files, {} to go…";
    encoding: "编码", "編碼", "Encoding";
    encoding_hint: "文字若是乱码，换一种编码再读", "文字若是亂碼，換一種編碼再讀", "If the text is garbled, read it in another encoding";
    picture: "图片", "圖片", "picture";
    file_too_large: "“{}” 太大了（最多 64 MB）。请分成几份，或者只把要读的部分复制过来。", "「{}」太大了（最多 64 MB）。請分成幾份，或者只把要讀的部分複製過來。", "“{}” is too large (64 MB at most). Split it, or paste the part you need.";
    file_encrypted: "“{}” 有密码。请在原来的程序里打开，另存一份不带密码的。", "「{}」有密碼。請在原來的程式裡開啟，另存一份不帶密碼的。", "“{}” is locked with a password. Open it in its program and save it without one.";
    file_damaged: "“{}” 损坏了或不完整。请重新取一份，或者把文字复制过来。", "「{}」損壞了或不完整。請重新取一份，或者把文字複製過來。", "“{}” is damaged or incomplete. Fetch it again, or paste its text.";
    file_scan: "“{}” 是扫描件，只有图、没有文字。请先用文字识别（OCR）处理。", "「{}」是掃描件，只有圖、沒有文字。請先用文字辨識（OCR）處理。", "“{}” is a scan: it holds pictures of pages and no text. Run it through text recognition (OCR) first.";
    file_unsupported: "“{}” 是 {} 文件，这里读不了。请另存为 .docx 或 .txt，或者把文字复制过来。", "「{}」是 {} 檔案，這裡讀不了。請另存為 .docx 或 .txt，或者把文字複製過來。", "“{}” is of a kind that is not read here: {}. Save it as .docx or .txt, or paste its text.";
    file_binary: "“{}” 不是文字。请用 .txt、.md、.html、.docx、.rtf 或 .pdf。", "「{}」不是文字。請用 .txt、.md、.html、.docx、.rtf 或 .pdf。", "“{}” is not a text. Use .txt, .md, .html, .docx, .rtf or .pdf.";
    file_unreadable: "“{}” 打不开：它是文件夹，或者已经不在原处。", "「{}」打不開：它是資料夾，或者已經不在原處。", "“{}” cannot be opened: it is a folder, or no longer there.";
    file_reader: "没能读取 “{}”（{}）。请看看网络是否连着，再试一次，或者把文字复制过来。", "沒能讀取「{}」（{}）。請看看網路是否連著，再試一次，或者把文字複製過來。", "“{}” could not be read ({}). Check the connection and try again, or paste its text.";
    empty_file: "“{}” 里没有文字。", "「{}」裡沒有文字。", "There is no text in “{}”.";
    // Views.
    view: "看法", "看法", "View";
    marked: "圈点", "圈點", "Marks";
    split_words: "分词", "分詞", "Words";
    raw_source: "原文", "原文", "Source";
    export: "导出", "匯出", "Export";
    new_article: "换一篇", "換一篇", "New";
    edit: "改文字", "改文字", "Edit";
    documents: "文稿", "文稿", "Documents";
    close_document: "收起这一篇", "收起這一篇", "Close this one";
    untitled: "无题", "無題", "Untitled";
    menu: "更多", "更多", "More";
    theme: "明暗", "明暗", "Theme";
    theme_system: "随系统", "隨系統", "System";
    theme_light: "明", "明", "Light";
    theme_dark: "暗", "暗", "Dark";
    language: "界面语言", "介面語言", "Language";
    legend: "图例：按一下收起或显示一类", "圖例：按一下收起或顯示一類", "Legend: press to hide or show a type";
    show_all: "全部显示", "全部顯示", "Show all";
    article: "正文", "正文", "Article";
    long_text: "文章很长（{} 字）：看到哪里，圈到哪里。", "文章很長（{} 字）：看到哪裡，圈到哪裡。", "A long text ({} characters): it is marked as you come to it.";
    // Panels.
    panels: "账与表", "帳與表", "Panels";
    overview: "概览", "概覽", "Overview";
    names: "名称", "名稱", "Names";
    ledger: "数字账", "數字帳", "Ledger";
    timeline: "时间轴", "時間軸", "Dates";
    words: "词语", "詞語", "Words";
    checks: "核对", "核對", "Checks";
    comparison: "对照", "對照", "Compare";
    agrees: "一致", "一致", "agree";
    changes: "有变化", "有變化", "changes";
    conflicts: "互相矛盾", "互相矛盾", "contradict";
    comparing: "正在对照各篇文稿……", "正在對照各篇文稿……", "Comparing the documents…";
    nothing_shared: "这几篇文稿里，没有同一主体的同一指标。", "這幾篇文稿裡，沒有同一主體的同一指標。", "The documents share no metric of the same owner.";
    draw_up: "拉起", "拉起", "Draw up";
    put_away: "收起", "收起", "Put away";
    rows: "{} 条", "{} 條", "{} rows";
    more_rows: "再看 {} 条", "再看 {} 條", "{} more";
    find_figure: "找指标、主体、数字", "找指標、主體、數字", "Find a figure";
    by_value: "按大小", "按大小", "By value";
    by_metric: "按指标", "按指標", "By metric";
    group: "分组", "分組", "Group";
    no_groups: "不分组", "不分組", "No groups";
    group_owner: "按主体分组", "按主體分組", "By owner";
    group_metric: "按指标分组", "按指標分組", "By metric";
    group_unit: "按单位分组", "按單位分組", "By unit";
    unit: "单位", "單位", "Unit";
    together: "同句出现", "同句出現", "Named together";
    in_words: "写成文字", "寫成文字", "In words";
    show_mentions: "看各处", "看各處", "Show mentions";
    metric: "指标", "指標", "Measures";
    as_written: "原文", "原文", "As written";
    value: "数值", "數值", "Value";
    trend: "升降", "升降", "Trend";
    up: "升", "升", "up";
    down: "降", "降", "down";
    name: "名称", "名稱", "Name";
    kind: "类别", "類別", "Type";
    times_seen: "次数", "次數", "Times";
    search: "找名称", "找名稱", "Find a name";
    find_word: "找词", "找詞", "Find a word";
    sort: "排列", "排列", "Sort";
    by_place: "按出现先后", "按出現先後", "By place";
    by_count: "按次数", "按次數", "By count";
    by_keyness: "按关键度", "按關鍵度", "By keyness";
    keyness: "关键度", "關鍵度", "Keyness";
    keyness_hint: "关键度：比一般文字多用了多少（对数似然比 G²，与词典词频相比）；15 以上就不是偶然。", "關鍵度：比一般文字多用了多少（對數似然比 G²，與詞典詞頻相比）；15 以上就不是偶然。", "Keyness: how much more often than in Chinese at large (log-likelihood G² against the dictionary's counts). Above 15 it is no accident.";
    by_name: "按名称", "按名稱", "By name";
    all_types: "各类", "各類", "All types";
    also: "又称", "又稱", "Also";
    holds: "相符", "相符", "holds";
    fails: "不符", "不符", "does not hold";
    checks_hold: "{} 处可以核对，都对得上", "{} 處可以核對，都對得上", "{} can be checked, and all hold";
    checks_fail: "{} 处对不上", "{} 處對不上", "{} do not hold";
    no_checks: "这篇文章里没有可以互相核对的数字。", "這篇文章裡沒有可以互相核對的數字。", "No figures here can be checked against each other.";
    no_figures: "没有读到数字。", "沒有讀到數字。", "No figures were found.";
    no_names: "没有读到名称。", "沒有讀到名稱。", "No names were found.";
    no_times: "没有能落在日历上的时间。", "沒有能落在日曆上的時間。", "No times can be put on a calendar.";
    no_match: "没有符合的。", "沒有符合的。", "Nothing matches.";
    no_marks: "这段文字里没有可以圈点的。", "這段文字裡沒有可以圈點的。", "There is nothing to mark in this text.";
    set_day: "填上刊发日期，“今年”“昨天”就能落到日历上。", "填上刊發日期，「今年」「昨天」就能落到日曆上。", "Set the day of publication, and “this year” and “yesterday” find their place on the calendar.";
    confidence: "把握", "把握", "Confidence";
    off_calendar: "日历之外", "日曆之外", "Off the calendar";
    people: "人物", "人物", "People";
    organisations: "机构", "機構", "Organisations";
    places: "地点", "地點", "Places";
    keywords: "关键词", "關鍵詞", "Keywords";
    word: "词", "詞", "Word";
    part_of_speech: "词性", "詞性", "Part of speech";
    length: "篇幅", "篇幅", "Length";
    reading_time: "约读 {} 分钟", "約讀 {} 分鐘", "about {} min to read";
    time_span: "时间跨度", "時間跨度", "Period";
    articles: "{} 篇文章", "{} 篇文章", "{} articles";
    chart_of: "同一单位的数字", "同一單位的數字", "Figures of one unit";
    // Details.
    details: "详情", "詳情", "Details";
    meaning: "读作", "讀作", "Reads as";
    why: "依据", "依據", "Why";
    by_hand: "你标的", "你標的", "marked by you";
    from_day: "从 {} 算起", "從 {} 算起", "counted from {}";
    as_before: "承前文", "承前文", "as before";
    measures: "计量", "計量", "Measures";
    limits: "限定", "限定", "Bound";
    owner: "主体", "主體", "Of";
    as_of: "时间", "時間", "When";
    compared: "相比", "相比", "Against";
    content_words: "实词", "實詞", "Content words";
    all_words: "全部词", "全部詞", "All words";
    office: "职务", "職務", "Office";
    mentions: "出现 {} 处", "出現 {} 處", "{} mentions";
    next: "下一处", "下一處", "Next";
    previous: "上一处", "上一處", "Previous";
    close: "关闭", "關閉", "Close";
    change_type: "改为", "改為", "Change to";
    remove_mark: "不该标，去掉", "不該標，去掉", "Remove this mark";
    mark_selection: "标作", "標作", "Mark as";
    selection: "选中的文字", "選中的文字", "Selection";
    undo: "撤销", "復原", "Undo";
    redo: "重做", "重做", "Redo";
    corrected: "改了 {} 处", "改了 {} 處", "{} corrections";
    that_year: "当年", "當年", "that year";
    unresolved: "没有刊发日期，算不出是哪一天", "沒有刊發日期，算不出是哪一天", "Cannot be dated without a day of publication";
    // Export.
    export_title: "导出", "匯出", "Export";
    save_json: "JSON：全部结果", "JSON：全部結果", "JSON: everything";
    save_figures: "CSV：数字账", "CSV：數字帳", "CSV: figures";
    save_entities: "CSV：名称", "CSV：名稱", "CSV: names";
    save_markdown: "Markdown：正文与账", "Markdown：正文與帳", "Markdown: text and tables";
    save_html: "网页：带圈点的单个文件", "網頁：帶圈點的單個檔案", "Web page: one file with marks";
    save_conll: "CoNLL：一行一词，BIO 标注", "CoNLL：一行一詞，BIO 標註", "CoNLL: a word a line, BIO tags";
    save_brat: "brat：标注与原文两个文件", "brat：標註與原文兩個檔案", "brat: annotation and text, two files";
    save_web_annotation: "W3C 网页批注（JSON-LD）", "W3C 網頁批註（JSON-LD）", "W3C Web Annotation (JSON-LD)";
    save_doccano: "doccano：JSONL", "doccano：JSONL", "doccano: JSONL";
    not_exported: "文件没有写成（{}）。文章还在：请再试一次。", "檔案沒有寫成（{}）。文章還在：請再試一次。", "The file was not written ({}). Your text is still here: try again.";
    corrections: "改动", "改動", "Corrections";
    save_corrections: "存成文件", "存成檔案", "Save as a file";
    load_corrections: "从文件载入", "從檔案載入", "Load from a file";
    not_corrections: "这不是圈点存下的改动。请选 .corrections.json 文件。", "這不是圈點存下的改動。請選 .corrections.json 檔案。", "This is no file of corrections. Choose a .corrections.json that was saved here.";
    other_corrections: "这些改动是在另一篇文章里做的。请先打开那一篇。", "這些改動是在另一篇文章裡做的。請先開啟那一篇。", "These corrections were made in another text. Open that text first.";
    corrections_loaded: "载入了 {} 处改动。", "載入了 {} 處改動。", "{} corrections were loaded.";
    copy_table: "复制表格", "複製表格", "Copy the table";
    table_copied: "表格已复制，可以贴进电子表格。", "表格已複製，可以貼進試算表。", "The table is copied: paste it into a spreadsheet.";
    not_copied: "浏览器不许写剪贴板。请在地址栏旁允许，或者存成 CSV。", "瀏覽器不許寫剪貼簿。請在網址列旁允許，或者存成 CSV。", "The browser does not allow the clipboard. Allow it beside the address, or save as CSV.";
    find: "查找", "尋找", "Find";
    find_in_text: "在正文里找", "在正文裡找", "Find in the text";
    key_find_text: "在正文里找", "在正文裡找", "Find in the text";
    copy_link: "复制分享链接", "複製分享連結", "Copy a share link";
    copied: "已复制。文章就在链接里，收到链接的人能读到全文。", "已複製。文章就在連結裡，收到連結的人能讀到全文。", "Copied. The article travels inside the link: whoever has it can read it all.";
    too_long_to_link: "文章太长，装不进链接；请改用文件。", "文章太長，裝不進連結；請改用檔案。", "Too long for a link: save a file instead.";
    print: "打印", "列印", "Print";
    // Keys.
    keys: "按键", "按鍵", "Keys";
    keys_title: "按键一览", "按鍵一覽", "Keyboard";
    keys_on: "单键快捷键", "單鍵快速鍵", "Single-key shortcuts";
    key_next: "下一处、上一处圈点", "下一處、上一處圈點", "Next, previous mark";
    key_same: "同一名称的下一处、上一处", "同一名稱的下一處、上一處", "Next, previous mention of the same thing";
    key_details: "看详情 / 收起", "看詳情 / 收起", "Open details / close";
    key_panels: "换栏", "換欄", "Choose a panel";
    key_views: "圈点、分词、原文", "圈點、分詞、原文", "Marks, words, source";
    key_find: "在名称里找", "在名稱裡找", "Search the names";
    key_export: "导出", "匯出", "Export";
    key_new: "换一篇", "換一篇", "New article";
    key_undo: "撤销、重做", "復原、重做", "Undo, redo";
    key_help: "这张表", "這張表", "This list";
    key_go: "在输入框里：开始圈点", "在輸入框裡：開始圈點", "In the text box: mark it";
    // Foot.
    local: "在本机分析", "在本機分析", "Analysed on this machine";
    took: "用时 {} 毫秒", "用時 {} 毫秒", "in {} ms";
    stays: "文章没有离开这台电脑", "文章沒有離開這台電腦", "the article has not left it";
    keep: "刷新后还在", "重新整理後還在", "Keep over a reload";
    forget: "全部忘掉", "全部忘掉", "Forget everything";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_once() {
        assert_eq!(fill("{} 字", 12), "12 字");
        assert_eq!(fill(Language::English.strings().rows, 3), "3 rows");
    }
}
