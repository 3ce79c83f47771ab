/**
 * The blocks "Petition" and "Petition tally" in the editor. Plain JavaScript on what WordPress brings along; no build.
 * The page itself is rendered by PHP: nothing of the elements is stored in the post but the attributes below.
 */
;(function (wp, given) {
  const { createElement: el, useEffect, useRef, useState } = wp.element
  const { __ } = wp.i18n
  const { createBlock, registerBlockType } = wp.blocks
  const { InspectorControls, useBlockProps } = wp.blockEditor
  const { Button, Disabled, Notice, PanelBody, Placeholder } = wp.components
  const { SelectControl, TextControl, ToggleControl } = wp.components

  const slug = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/
  const addressOf = (petition) => `${given.endpoint}/p/${encodeURIComponent(petition)}`

  /** What was given as a petition: its name, or its address at our endpoint. */
  function petitionNamed(text) {
    const start = `${given.endpoint}/p/`
    const typed = text.trim()
    return typed.startsWith(start) ? typed.slice(start.length).replace(/[/?#].*$/, '') : typed
  }

  const words = (...pairs) => pairs.map(([value, label]) => ({ value, label }))
  const controls = {
    petition: {
      label: __('Petition', 'undersigned'),
      help: __('The last part of its address, or the whole address.', 'undersigned'),
      read: petitionNamed,
    },
    partner: {
      label: __('Partner', 'undersigned'),
      help: given.partner
        ? // translators: what follows is a name
          `${__('Empty takes the site’s:', 'undersigned')} ${given.partner}`
        : __('How the petition’s owner lists you.', 'undersigned'),
    },
    source: {
      label: __('Source', 'undersigned'),
      help: __(
        'A word that tells where people came from; else the page’s utm_source.',
        'undersigned',
      ),
    },
    fields: {
      label: __('Fields', 'undersigned'),
      help: __(
        'Their order, such as: name email country postcode? Optional ones, with ?, may be left out. Empty takes the petition’s.',
        'undersigned',
      ),
    },
    goal: {
      label: __('Goal', 'undersigned'),
      help: __('A number, or auto. Empty takes the petition’s.', 'undersigned'),
    },
    headingLevel: {
      label: __('Heading level', 'undersigned'),
      options: words(
        ['', __('Default (2)', 'undersigned')],
        ...['1', '2', '3', '4', '5', '6'].map((level) => [level, level]),
      ),
    },
    variant: {
      label: __('Shape', 'undersigned'),
      options: words(
        ['', __('A sentence', 'undersigned')],
        ['bar', __('A sentence and a bar', 'undersigned')],
        ['number', __('The bare number', 'undersigned')],
      ),
    },
    theme: {
      label: __('Colours', 'undersigned'),
      options: words(
        ['', __('Light', 'undersigned')],
        ['dark', __('Dark', 'undersigned')],
        ['host', __('As the page', 'undersigned')],
        ['auto', __('As the visitor’s device', 'undersigned')],
      ),
    },
    tone: {
      label: __('Tone', 'undersigned'),
      options: words(
        ['', __('The language’s own', 'undersigned')],
        ['formal', __('Formal', 'undersigned')],
        ['informal', __('Informal', 'undersigned')],
      ),
    },
    lang: {
      label: __('Language', 'undersigned'),
      help: __('A tag such as cy or pt-BR. Empty takes the page’s.', 'undersigned'),
    },
    dir: {
      label: __('Direction', 'undersigned'),
      options: words(
        ['', __('The page’s', 'undersigned')],
        ['ltr', __('Left to right', 'undersigned')],
        ['rtl', __('Right to left', 'undersigned')],
      ),
    },
    load: {
      label: __('Load', 'undersigned'),
      options: words(
        ['', __('With the page', 'undersigned')],
        ['visible', __('When it comes near the view', 'undersigned')],
        ['click', __('When somebody opens it: no request before', 'undersigned')],
      ),
    },
    live: {
      label: __('Keep the number fresh', 'undersigned'),
      options: words(
        ['', __('As it moves', 'undersigned')],
        ['poll', __('From time to time', 'undersigned')],
        ['off', __('No', 'undersigned')],
      ),
    },
    announceTally: {
      label: __('Tell screen readers when the number moves', 'undersigned'),
      isToggle: true,
    },
    shareUrl: {
      label: __('Address to share', 'undersigned'),
      help: __('Empty takes this page’s.', 'undersigned'),
    },
  }

  /** Which block has what, in which panel. */
  const blocks = {
    'undersigned/petition': {
      tag: 'undersigned-petition',
      shortcode: 'undersigned',
      panels: [
        [
          __('Petition', 'undersigned'),
          ['petition', 'partner', 'fields', 'goal', 'source', 'shareUrl'],
        ],
        [__('Look and language', 'undersigned'), ['headingLevel', 'theme', 'lang', 'dir', 'tone']],
        [__('Loading', 'undersigned'), ['load', 'live', 'announceTally']],
      ],
    },
    'undersigned/tally': {
      tag: 'undersigned-tally',
      shortcode: 'undersigned_tally',
      panels: [
        [__('Petition', 'undersigned'), ['petition', 'goal']],
        [__('Look and language', 'undersigned'), ['variant', 'theme', 'lang', 'dir']],
        [__('Loading', 'undersigned'), ['load', 'live']],
      ],
    },
  }
  const namesOf = (block) => block.panels.flatMap(([, names]) => names)
  const inHtml = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

  /** The attributes as text by their names in HTML, without those that are not set. */
  function written(block, attributes) {
    return namesOf(block).flatMap((name) => {
      const value = attributes[name]
      return value ? [[inHtml(name), value === true ? '' : value]] : []
    })
  }

  function Control({ name, attributes, setAttributes }) {
    const { label, help, options, isToggle, read = (text) => text } = controls[name]
    const value = attributes[name]
    const onChange = (next) => setAttributes({ [name]: isToggle ? next : read(next) })
    // What WordPress will do by default one day; said now, else it warns.
    const shared = { label, help, onChange, __nextHasNoMarginBottom: true }
    if (isToggle) return el(ToggleControl, { ...shared, checked: value })
    if (!options) return el(TextControl, { ...shared, value })
    // A word that the list does not have came from a shortcode, and is not changed by being looked at.
    const isListed = options.some((option) => option.value === value)
    return el(SelectControl, {
      ...shared,
      value,
      options: isListed ? options : [...options, { value, label: value }],
    })
  }

  /** Runs the script in the page that shows the blocks: in newer editors that is a frame. */
  function loadScript(page) {
    const { script } = given
    if (!script || page.getElementById('undersigned-preview')) return
    const tag = page.createElement('script')
    tag.id = 'undersigned-preview'
    if (script.isModule) tag.type = 'module'
    if (script.integrity) {
      tag.integrity = script.integrity
      tag.crossOrigin = 'anonymous'
    }
    tag.src = script.version ? `${script.url}?ver=${script.version}` : script.url
    page.head.append(tag)
  }

  /** A value once it has stood still: what is typed letter by letter is not asked for letter by letter. */
  function useSettled(value) {
    const [settled, settle] = useState(value)
    useEffect(() => {
      const timer = setTimeout(() => settle(value), 500)
      return () => clearTimeout(timer)
    }, [value])
    return settled
  }

  /** The real element, which asks for the petition and sends nothing: `preview`, and out of reach. */
  function Preview({ block, attributes }) {
    const place = useRef()
    const [mistake, setMistake] = useState('')
    const text = useSettled(JSON.stringify(written(block, attributes)))
    const shown = Object.fromEntries(JSON.parse(text))
    const extra = block.tag === 'undersigned-petition' ? { preview: '' } : {}
    useEffect(() => {
      const { current } = place
      const hear = (event) => setMistake(event.detail.message)
      current.addEventListener('undersigned-error', hear)
      loadScript(current.ownerDocument)
      return () => current.removeEventListener('undersigned-error', hear)
    }, [])
    useEffect(() => setMistake(''), [text])
    const partner = block.tag === 'undersigned-petition' && given.partner
    return el(
      'div',
      { ref: place },
      mistake && el(Notice, { status: 'warning', isDismissible: false }, mistake),
      el(
        Disabled,
        {},
        el(
          block.tag,
          {
            key: text,
            ...(partner ? { partner } : {}),
            ...shown,
            ...extra,
            endpoint: given.endpoint,
            load: 'eager',
            live: 'off',
          },
          el('a', { href: addressOf(attributes.petition) }, __('Sign the petition', 'undersigned')),
        ),
      ),
    )
  }

  /** Asks for the one thing that must be known. */
  function Ask({ title, icon, setAttributes }) {
    const [typed, type] = useState('')
    const petition = petitionNamed(typed)
    const isGood = slug.test(petition)
    const choose = (event) => {
      event.preventDefault()
      if (isGood) setAttributes({ petition })
    }
    return el(
      Placeholder,
      {
        icon,
        label: title,
        instructions: __(
          'Which petition? Paste its address, or the last part of it.',
          'undersigned',
        ),
      },
      el(
        'form',
        {
          onSubmit: choose,
          style: { display: 'flex', gap: '8px', alignItems: 'start', inlineSize: '100%' },
        },
        el(
          'div',
          { style: { flex: 1 } },
          el(TextControl, {
            label: __('Petition', 'undersigned'),
            hideLabelFromVision: true,
            value: typed,
            onChange: type,
            placeholder: `${given.endpoint}/p/…`,
            help:
              petition && !isGood
                ? __('Its name has only the letters a to z, digits and hyphens.', 'undersigned')
                : undefined,
            __nextHasNoMarginBottom: true,
            __next40pxDefaultSize: true,
          }),
        ),
        el(Button, { variant: 'primary', type: 'submit' }, __('Show it', 'undersigned')),
      ),
    )
  }

  function NoEndpoint() {
    const text = __('No endpoint is set yet, so visitors see nothing here.', 'undersigned')
    const actions = given.settingsUrl
      ? [{ label: __('Open the settings', 'undersigned'), url: given.settingsUrl }]
      : []
    return el(Notice, { status: 'warning', isDismissible: false, actions }, text)
  }

  const edit = (block, title, icon) =>
    function Edit({ attributes, setAttributes }) {
      const blockProps = useBlockProps()
      const body = !given.endpoint
        ? el(NoEndpoint)
        : attributes.petition
          ? el(Preview, { block, attributes })
          : el(Ask, { title, icon, setAttributes })
      return el(
        'div',
        blockProps,
        el(
          InspectorControls,
          {},
          block.panels.map(([label, names], i) =>
            el(
              PanelBody,
              { key: label, title: label, initialOpen: i === 0 },
              names.map((name) => el(Control, { key: name, name, attributes, setAttributes })),
            ),
          ),
        ),
        body,
      )
    }

  /** The attributes that HTML or a shortcode names, as the block's. */
  function read(block, get) {
    return Object.fromEntries(
      namesOf(block).flatMap((name) => {
        const value = get(inHtml(name)) ?? get(inHtml(name).replaceAll('-', '_'))
        if (value === undefined || value === null) return []
        if (controls[name].isToggle) return [[name, !/^(false|0|no|off)$/i.test(value)]]
        return [[name, name === 'petition' ? petitionNamed(value) : value]]
      }),
    )
  }

  const transforms = (name, block) => ({
    from: [
      // In text of the classic editor.
      {
        type: 'shortcode',
        tag: block.shortcode,
        attributes: Object.fromEntries(
          namesOf(block).map((key) => [
            key,
            {
              type: controls[key].isToggle ? 'boolean' : 'string',
              shortcode: ({ named }) => read(block, (attribute) => named[attribute])[key],
            },
          ]),
        ),
      },
      // In a Shortcode block.
      {
        type: 'block',
        blocks: ['core/shortcode'],
        isMatch: ({ text }) => Boolean(wp.shortcode.next(block.shortcode, text ?? '')),
        transform: ({ text }) => {
          const { named } = wp.shortcode.next(block.shortcode, text).shortcode.attrs
          return createBlock(
            name,
            read(block, (attribute) => named[attribute]),
          )
        },
      },
      // The snippet, pasted.
      {
        type: 'raw',
        priority: 5,
        isMatch: (node) => node.localName === block.tag,
        schema: { [block.tag]: { attributes: namesOf(block).map(inHtml) } },
        transform: (node) =>
          createBlock(
            name,
            read(block, (attribute) => node.getAttribute(attribute)),
          ),
      },
    ],
    to: [
      {
        type: 'block',
        blocks: ['core/shortcode'],
        transform: (attributes) => {
          const safe = (value) => value.replace(/["[\]]/g, encodeURIComponent)
          const pairs = written(block, attributes).map(
            ([attribute, value]) => ` ${attribute}="${safe(value || 'true')}"`,
          )
          return createBlock('core/shortcode', { text: `[${block.shortcode}${pairs.join('')}]` })
        },
      },
    ],
  })

  for (const [name, block] of Object.entries(blocks)) {
    const isPetition = name === 'undersigned/petition'
    const found = transforms(name, block)
    if (isPetition)
      found.from.push(
        {
          // The script of a pasted snippet: the plugin brings it already.
          type: 'raw',
          priority: 5,
          isMatch: (node) => /\/undersigned[\w.-]*\.js$/.test(node.getAttribute('src') ?? ''),
          schema: { script: { attributes: ['src'] } },
          transform: () => [],
        },
        {
          // A petition's address, alone in a paragraph: the block, before WordPress makes an embed of it.
          type: 'raw',
          priority: 5,
          isMatch: (node) =>
            node.nodeName === 'P' &&
            Boolean(given.endpoint) &&
            node.textContent.trim().startsWith(`${given.endpoint}/p/`) &&
            slug.test(petitionNamed(node.textContent)),
          transform: (node) => createBlock(name, { petition: petitionNamed(node.textContent) }),
        },
      )
    registerBlockType(name, {
      edit: edit(
        block,
        isPetition ? __('Petition', 'undersigned') : __('Petition tally', 'undersigned'),
        isPetition ? 'edit' : 'chart-bar',
      ),
      save: () => null,
      transforms: found,
    })
  }
})(window.wp, window.undersignedGiven)
