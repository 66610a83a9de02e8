/* A word without its commonest endings: enough to see `meeting` in `meetings`. As `generator/outputs/case_form/practice_words.py`. */
guidanceForm.stem = word => word.length > 5 ? word.replace(/(?:ing|ings|ed|es|s)$/, "") : word.replace(/([^s])s$/, "$1");
