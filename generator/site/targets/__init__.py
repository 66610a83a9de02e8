"""How each kind of server is told to serve a site: what it sends with which file, and to whom.

In: the names of a site's files, and its content-security policy. Out: files of configuration.

    serving    what every server has to do: headers, types, how long browsers keep a file
    iis        web.config for Microsoft's IIS
    static     for hosts that take a folder: _headers (Cloudflare, Netlify), staticwebapp.config.json (Azure)

nginx has templates of its own, in `deploy/nginx`: they fill in what `serving` says. To add a server, write
a module here and name it in `generator.site.deployment`.
"""
