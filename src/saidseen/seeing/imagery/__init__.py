"""Whether a site changed, as satellite images show it: a radar stack against its own history, or an optical pair.

``outline`` checks the site's polygon, ``naming`` reads dates and tracks, ``scenes`` lists what a folder holds, ``stack`` cuts the
rasters to the site and a ring around it, ``site_change`` answers, ``irmad`` and ``pair`` compare two optical images, ``figure``
draws. Rasters need the extra: ``pip install 'saidseen[imagery]'``; the measures themselves need NumPy alone.
"""
