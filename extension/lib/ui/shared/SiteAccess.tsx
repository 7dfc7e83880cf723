import { useEffect, useState } from 'preact/hooks';
import type { PopupTranslator } from '../../i18n/popup-words.ts';
import { hasSiteAccess, onSiteAccessChanged, requestSiteAccess } from '../../platform/site-access.ts';

/** Says that the browser keeps the extension from AWS's pages, with a button that asks the person for access. */
export function SiteAccess({ translator }: { translator: PopupTranslator }) {
  const { translate } = translator;
  const [hasAccess, setHasAccess] = useState(true);
  useEffect(() => {
    const look = () => void hasSiteAccess().then(setHasAccess);
    look();
    return onSiteAccessChanged(look);
  }, []);
  if (hasAccess) return null;
  return (
    <div class="note warn stack" role="alert">
      <p>{translate('access.missing')}</p>
      <div class="row">
        <button type="button" onClick={() => void requestSiteAccess().then(setHasAccess)}>
          {translate('access.allow')}
        </button>
      </div>
    </div>
  );
}
