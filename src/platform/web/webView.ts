/**
 * Whether the page is shown inside WeChat, whose views neither print nor download nor open windows; a picture is saved there
 * by a long press, a page by a screenshot. Source: WeChat names itself MicroMessenger in its user agent.
 */
export const isInWeChat = (agent: string = navigator.userAgent): boolean => /MicroMessenger/i.test(agent);
