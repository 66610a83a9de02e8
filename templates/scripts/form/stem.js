/* A word without its commonest endings: enough to see `meeting` in `meetings`. As `generator/outputs/script_data/case_form.py`. */
guidanceForm.stem = word => word.length > 5 ? word.replace(/(?:ing|ings|ed|es|s)$/, "") : word.replace(/([^s])s$/, "$1");
